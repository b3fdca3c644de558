package dev.vitrine.bench.drive;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over many connections from one thread, and measures the answers.
 *
 * <p><b>Open loop.</b> A request is due when the schedule says so, whatever became of those before
 * it. Without a free connection it waits here, and its latency counts from when it was due, so that
 * a stall of the server shows in every request that fell into it.
 *
 * <p><b>Precision.</b> Sleeping is too coarse for the gaps of some thousand requests per second:
 * with a request due in less than two milliseconds the driver looks again and again, with naps in
 * between that are shorter than any gap it could tell.
 */
public final class Driver implements AutoCloseable {
  private static final int BUFFER = 256 * 1024;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long NAP = TimeUnit.MICROSECONDS.toNanos(20);
  private static final long LOOK_ROUND = 50 * MILLI;
  private static final long REOPEN_AFTER = 100 * MILLI;
  private static final long ASLEEP_FROM = 2 * MILLI;
  private static final Duration CONNECT = Duration.ofSeconds(60);

  private final Plan plan;
  private final long patience;
  private final Selector selector;
  private final Consumer<SelectionKey> onReady = this::ready;
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> idle;
  private final Backlog backlog = new Backlog();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final MemorySegment memory = MemorySegment.ofBuffer(buffer);
  private final @Nullable Schedule schedule;
  private Tally tally;
  private long end = Long.MAX_VALUE;
  private boolean running;
  private int asking;
  private long asked;

  private Driver(Plan plan) throws IOException {
    this.plan = plan;
    this.patience = plan.patience().toNanos();
    this.idle = new ArrayDeque<>(plan.connections());
    this.schedule =
        switch (plan.loop()) {
          case Loop.Closed() -> null;
          case Loop.Open open -> new Schedule(open);
        };
    this.tally = new Tally(plan, System.nanoTime());
    this.selector = Selector.open();
    for (int i = 0; i < plan.connections(); i++) {
      int caller = i % plan.callers().size();
      connections.add(new Connection(plan.callers().get(caller), i));
    }
  }

  /**
   * Makes one run, which ends by itself after its length and at most twice its patience.
   *
   * @throws IOException if the connections cannot be opened to begin with
   */
  public static Outcome run(Plan plan) throws IOException {
    try (Driver driver = new Driver(plan)) {
      return driver.drive(driver.connect());
    }
  }

  private Duration connect() throws IOException {
    long start = System.nanoTime();
    long deadline = start + CONNECT.toNanos();
    for (Connection connection : connections) {
      connection.open(plan.server(), selector, System.nanoTime());
      // One after the other, so that the queue of a server that has just started does not overflow.
      while (connection.state() == Connection.State.CONNECTING) {
        selector.select(key -> {}, 1);
        connection.connected();
        if (System.nanoTime() > deadline) {
          throw new ConnectException(
              "opening %d connections to %s takes longer than %d seconds: %d are open"
                  .formatted(connections.size(), plan.server(), CONNECT.toSeconds(), idle.size()));
        }
      }
      idle.add(connection);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Outcome drive(Duration connecting) throws IOException {
    Duration before = processorTime();
    long start = System.nanoTime();
    tally = new Tally(plan, start);
    end = start + plan.length().toNanos();
    running = true;
    long due = schedule == null ? Long.MAX_VALUE : start + schedule.next();
    long round = start + LOOK_ROUND;
    long now = start;
    if (schedule == null) {
      askAll(now);
    }
    while (now < end || asking > 0 || !backlog.isEmpty()) {
      while (due <= now && due < end && schedule != null) {
        tally.intended();
        backlog.add(due);
        due = start + schedule.next();
      }
      sendDue(now);
      if (now >= round) {
        lookRound(now);
        round = now + LOOK_ROUND;
      }
      await(Math.min(due < end ? due : Long.MAX_VALUE, round) - System.nanoTime());
      now = System.nanoTime();
    }
    Duration passed = Duration.ofNanos(System.nanoTime() - start);
    return tally.outcome(connecting, processorTime().minus(before), passed);
  }

  private void askAll(long now) {
    for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
      askNext(connection, now);
    }
  }

  private void askNext(Connection connection, long now) {
    tally.intended();
    ask(connection, now, now);
  }

  private void ask(Connection connection, long intended, long now) {
    asking++;
    asked++;
    try {
      connection.ask(intended, now, asked % plan.checkEvery() == 0);
      tally.sent(intended, now);
    } catch (IOException e) {
      broken(connection, e);
    }
  }

  private void sendDue(long now) {
    while (!backlog.isEmpty()) {
      if (now - backlog.first() > patience) {
        backlog.remove();
        tally.neverSent();
        continue;
      }
      Connection free = idle.poll();
      if (free == null) {
        return;
      }
      ask(free, backlog.remove(), System.nanoTime());
    }
  }

  private void await(long nanos) throws IOException {
    if (nanos > ASLEEP_FROM) {
      selector.select(onReady, nanos / MILLI - 1);
    } else if (idle.isEmpty()) {
      selector.select(onReady, 1); // Nothing can be sent before something arrives.
    } else if (selector.selectNow(onReady) == 0 && nanos > 0) {
      LockSupport.parkNanos(Math.min(nanos, NAP)); // The server may need this very processor.
    }
  }

  private void ready(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isValid() && key.isConnectable()) {
        connection.connected();
        becameIdle(connection, System.nanoTime());
      }
      if (key.isValid() && key.isWritable()) {
        connection.send();
      }
      if (key.isValid() && key.isReadable() && connection.receive(buffer, memory)) {
        answered(connection);
      }
    } catch (IOException e) {
      broken(connection, e);
    }
  }

  private void answered(Connection connection) {
    asking--;
    long now = System.nanoTime();
    tally.answered(connection.answer(), connection.intended(), connection.since(), now);
    if (connection.answer().closes()) {
      connection.close(now);
      reopen(connection, now);
    } else {
      becameIdle(connection, now);
    }
  }

  private void becameIdle(Connection connection, long now) {
    if (connection.state() != Connection.State.IDLE) {
      return;
    }
    if (schedule == null && running && now < end) {
      askNext(connection, now);
    } else {
      idle.add(connection);
    }
  }

  private void broken(Connection connection, IOException why) {
    long now = System.nanoTime();
    switch (connection.state()) {
      case ASKING -> {
        asking--;
        if (why instanceof ProtocolException) {
          tally.malformed();
        } else {
          tally.cut();
        }
      }
      case IDLE -> {
        idle.remove(connection);
        tally.reopened();
      }
      case CONNECTING, CLOSED -> {
        tally.refused();
        connection.close(now);
        return; // Tried again later.
      }
    }
    connection.close(now);
    reopen(connection, now);
  }

  private void reopen(Connection connection, long now) {
    try {
      connection.open(plan.server(), selector, now);
      becameIdle(connection, now);
    } catch (IOException e) {
      tally.refused();
      connection.close(now);
    }
  }

  /** Gives up what takes too long, and tries closed connections again. */
  private void lookRound(long now) {
    for (Connection connection : connections) {
      switch (connection.state()) {
        case ASKING -> {
          if (now - connection.since() > patience) {
            asking--;
            tally.timedOut();
            connection.close(now);
            reopen(connection, now);
          }
        }
        case CLOSED -> {
          if (now - connection.since() > REOPEN_AFTER) {
            reopen(connection, now);
          }
        }
        case CONNECTING -> {
          if (now - connection.since() > patience) {
            tally.refused();
            connection.close(now);
          }
        }
        case IDLE -> {}
      }
    }
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    connections.forEach(connection -> connection.close(0));
    selector.close();
  }
}
