package dev.vitrine.bench.drive;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of a caller, with at most one request under way. */
final class Connection {
  /** What it does. */
  enum State {
    CLOSED,
    CONNECTING,
    IDLE,
    ASKING
  }

  private final List<Question> questions;
  private final AnswerReader reader = new AnswerReader();
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable ByteBuffer unsent;
  private State state = State.CLOSED;
  private int turn;
  private long intended;
  private long since;

  /** A connection that is not open yet; it begins with another question than its neighbours. */
  Connection(List<Question> questions, int turn) {
    this.questions = questions;
    this.turn = turn % questions.size();
  }

  /** Begins to connect. */
  void open(InetSocketAddress server, Selector selector, long now) throws IOException {
    SocketChannel opened = SocketChannel.open();
    channel = opened;
    opened.configureBlocking(false);
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    since = now;
    if (opened.connect(server)) {
      state = State.IDLE;
      key = opened.register(selector, SelectionKey.OP_READ, this);
    } else {
      state = State.CONNECTING;
      key = opened.register(selector, SelectionKey.OP_CONNECT, this);
    }
  }

  /**
   * Ends connecting.
   *
   * @throws IOException if the server refuses
   */
  void connected() throws IOException {
    if (Objects.requireNonNull(channel).finishConnect()) {
      state = State.IDLE;
      Objects.requireNonNull(key).interestOps(SelectionKey.OP_READ);
    }
  }

  /**
   * Sends the next question.
   *
   * @param intendedAt when it should have been sent
   */
  void ask(long intendedAt, long now, boolean compare) throws IOException {
    Question question = questions.get(turn);
    turn = turn + 1 == questions.size() ? 0 : turn + 1;
    state = State.ASKING;
    intended = intendedAt;
    since = now;
    reader.begin(question.answer(), compare);
    unsent = question.request().duplicate();
    send();
  }

  /** Goes on sending. */
  void send() throws IOException {
    ByteBuffer left = Objects.requireNonNull(unsent);
    SelectionKey interest = Objects.requireNonNull(key);
    Objects.requireNonNull(channel).write(left);
    if (left.hasRemaining()) {
      interest.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    } else if (interest.interestOps() != SelectionKey.OP_READ) {
      interest.interestOps(SelectionKey.OP_READ);
    }
  }

  /**
   * Reads what has arrived.
   *
   * @param bytes to read through
   * @param memory the same
   * @return whether the answer is whole
   * @throws IOException if the connection, or the answer, is broken
   */
  boolean receive(ByteBuffer bytes, MemorySegment memory) throws IOException {
    bytes.clear();
    int count = Objects.requireNonNull(channel).read(bytes);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    if (count == 0) {
      return false;
    }
    if (state != State.ASKING) {
      throw new ProtocolException("something arrived that nobody asked for");
    }
    if (!reader.take(bytes.flip(), memory)) {
      return false;
    }
    state = State.IDLE;
    return true;
  }

  /** Closes it without further ado; may be opened again. */
  void close(long now) {
    state = State.CLOSED;
    since = now;
    SocketChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }

  State state() {
    return state;
  }

  AnswerReader answer() {
    return reader;
  }

  /** When its request should have been sent. */
  long intended() {
    return intended;
  }

  /** When its request was sent; when it was closed. */
  long since() {
    return since;
  }
}
