package dev.vitrine.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some bytes of a file as a body, read as they are sent. The file is opened for each attempt, so
 * that an attempt which is interrupted closes nothing but its own.
 */
final class FileRegion implements BodyPublisher {
  private static final int STEP = 64 * 1024;

  private final Path file;
  private final long start;
  private final long length;
  private final Consumer<IOException> failed;

  /**
   * These bytes.
   *
   * @param failed is told when they cannot be read, which no other attempt would cure
   */
  FileRegion(Path file, long start, long length, Consumer<IOException> failed) {
    this.file = file;
    this.start = start;
    this.length = length;
    this.failed = failed;
  }

  @Override
  public long contentLength() {
    return length;
  }

  /**
   * Adds the bytes to a digest.
   *
   * @param goingOn is asked now and then, and throws if this is to end
   */
  void digest(MessageDigest digest, Runnable goingOn) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long at = 0; at < length; ) {
        goingOn.run();
        ByteBuffer read = read(channel, at);
        at += read.remaining();
        digest.update(read);
      }
    }
  }

  private ByteBuffer read(FileChannel channel, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(STEP, length - at));
    if (channel.read(bytes, start + at) <= 0) {
      throw new EOFException(file + " has become shorter");
    }
    return bytes.flip();
  }

  @Override
  public void subscribe(Flow.@Nullable Subscriber<? super ByteBuffer> subscriber) {
    if (subscriber == null) {
      throw new NullPointerException("subscriber");
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      failed.accept(e);
      subscriber.onSubscribe(new Nothing());
      subscriber.onError(e);
      return;
    }
    subscriber.onSubscribe(new Reading(channel, subscriber));
  }

  /** What has failed before it began. */
  private static final class Nothing implements Flow.Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }

  /** Reads as much as is asked for, on the thread that asks. */
  private final class Reading implements Flow.Subscription {
    private final FileChannel channel;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private long at;
    private long demand;
    private boolean reading;
    private boolean ended;

    private Reading(FileChannel channel, Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.channel = channel;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      if (count <= 0) {
        fail(new IllegalArgumentException("A subscriber asks for more than nothing"));
        return;
      }
      synchronized (this) {
        demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
        if (reading) {
          return; // Whoever reads goes on; this is a call from within its own.
        }
        reading = true;
      }
      try {
        while (isWanted()) {
          step();
        }
      } catch (ClosedChannelException e) {
        fail(e); // The thread was interrupted, or the attempt ended: the file is as good as before.
      } catch (IOException e) {
        failed.accept(e);
        fail(e);
      } catch (RuntimeException | Error e) {
        end();
        throw e;
      }
    }

    private synchronized boolean isWanted() {
      reading = !ended && demand > 0;
      demand -= reading ? 1 : 0;
      return reading;
    }

    private void fail(Exception failure) {
      if (!isEnded()) {
        end();
        subscriber.onError(failure);
      }
    }

    private void step() throws IOException {
      if (at < length) {
        ByteBuffer next = read(channel, at);
        at += next.remaining();
        subscriber.onNext(next);
      }
      if (at == length && !isEnded()) {
        end();
        subscriber.onComplete();
      }
    }

    private synchronized boolean isEnded() {
      return ended;
    }

    private void end() {
      synchronized (this) {
        ended = true;
      }
      try {
        channel.close();
      } catch (IOException e) {
        // It was only read.
      }
    }

    @Override
    public void cancel() {
      end();
    }
  }
}
