package dev.vitrine.store.sql;

import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Put;
import dev.vitrine.store.WriteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes, one transaction at a time: first come first served in this process, and taking turns with
 * others.
 *
 * <p>SQLite has no queue between processes: whoever asks at the right moment gets the turn. So this
 * asks often, and after having written for a while it stays away for longer than others take to ask
 * again.
 */
final class Writer implements AutoCloseable {
  /** How long to ask for a turn while other processes write. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long ASK_NANOS = 500_000;
  private static final long PAUSE_NANOS = 3 * ASK_NANOS;

  /**
   * For how long transactions may follow each other without a pause; batches are made to last about
   * as long.
   */
  private static final long TURN_NANOS = 20_000_000;

  private static final long SMALLEST_BATCH = 64 << 10;
  private static final long LARGEST_BATCH = 8 << 20;
  private static final int PURGE_BATCH = 500;

  /**
   * SQLite copies the log every 1000 pages and starts it over; it is only this long if readers were
   * in the way.
   */
  private static final long LOG_TOO_LONG = 128L << 20;

  private static final int COMMITS_BETWEEN_LOOKS = 64;

  private final Path folder;
  private final Database database;
  private final InstantSource clock;
  private final CallThreads thread = new CallThreads("store-writer-", 1);

  // Of the thread that writes, until it has ended.
  private @Nullable WriteConnection connection;
  private long batchBytes = 1 << 20;
  private long commits;
  private long wroteNanos;
  private long lastEnd = System.nanoTime();

  Writer(Path folder, Database database, InstantSource clock) {
    this.folder = folder;
    this.database = database;
    this.clock = clock;
  }

  /** Writes a draft, or a tombstone if there is none. */
  WriteResult write(Key key, long expectedRevision, @Nullable Draft draft) {
    Instant now = clock.instant();
    return transaction(connection -> connection.write(key, expectedRevision, draft, now));
  }

  List<WriteResult> writeAll(List<Put> puts) {
    Instant now = clock.instant();
    List<WriteResult> results = new ArrayList<>(puts.size());
    while (results.size() < puts.size()) {
      results.addAll(
          transaction(
              connection -> batch(connection, puts.subList(results.size(), puts.size()), now)));
    }
    return results;
  }

  int purge(Instant deletedBefore) {
    long millis = millis(deletedBefore);
    int count = 0;
    int some;
    do {
      some = transaction(connection -> connection.purge(millis, PURGE_BATCH));
      count += some;
    } while (some == PURGE_BATCH);
    return count;
  }

  /** Waits for the write under way. */
  @Override
  public void close() {
    thread.close();
    discard();
  }

  private List<WriteResult> batch(WriteConnection connection, List<Put> puts, Instant now)
      throws SQLException {
    long start = System.nanoTime();
    List<WriteResult> results = new ArrayList<>();
    long bytes = 0;
    for (Put put : puts) {
      results.add(connection.write(put.key(), put.expectedRevision(), put.draft(), now));
      bytes += put.draft().body().length();
      if (bytes >= batchBytes || System.nanoTime() - start >= TURN_NANOS / 2) {
        break;
      }
    }
    return results;
  }

  private interface Work<T> {
    T with(WriteConnection connection) throws SQLException;
  }

  private <T> T transaction(Work<T> work) {
    return thread.call(() -> transactionHere(work));
  }

  private <T> T transactionHere(Work<T> work) {
    boolean clean = false;
    try {
      WriteConnection connection = begin();
      long start = System.nanoTime();
      T result = work.with(connection);
      connection.prepare();
      try {
        connection.commit();
      } catch (SQLException e) {
        throw Failures.explainCommit(folder, e);
      }
      clean = true;
      took(System.nanoTime() - start);
      tidy(connection);
      return result;
    } catch (SQLException e) {
      throw Failures.explain(folder, e);
    } finally {
      if (!clean) {
        // Undoes what was begun; a fresh connection is the one known to hold no transaction.
        discard();
      }
    }
  }

  private WriteConnection begin() throws SQLException {
    if (System.nanoTime() - lastEnd > PAUSE_NANOS) {
      wroteNanos = 0;
    } else if (wroteNanos > TURN_NANOS) {
      pause(PAUSE_NANOS);
      wroteNanos = 0;
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        WriteConnection connection = connection();
        connection.begin();
        return connection;
      } catch (SQLException e) {
        if (Failures.code(e) != Failures.BUSY || System.nanoTime() > deadline) {
          throw e;
        }
        pause(ASK_NANOS);
      }
    }
  }

  /**
   * Cuts back a log that readers have kept from starting over. What was written is safe already:
   * failing is no matter.
   */
  private void tidy(WriteConnection connection) {
    if (++commits % COMMITS_BETWEEN_LOOKS == 0) {
      try {
        if (Files.size(database.log()) > LOG_TOO_LONG) {
          connection.truncateLog();
        }
      } catch (IOException | SQLException e) {
        discard();
      }
    }
  }

  private WriteConnection connection() throws SQLException {
    WriteConnection connection = this.connection;
    if (connection == null) {
      Connection opened = database.writer();
      try {
        connection = new WriteConnection(opened);
      } catch (SQLException e) {
        opened.close();
        throw e;
      }
      this.connection = connection;
    }
    return connection;
  }

  /** Learns from how long a transaction took. */
  private void took(long nanos) {
    wroteNanos += nanos;
    lastEnd = System.nanoTime();
    if (nanos > 2 * TURN_NANOS) {
      batchBytes = Math.max(SMALLEST_BATCH, batchBytes / 2);
    } else if (nanos < TURN_NANOS) {
      batchBytes = Math.min(LARGEST_BATCH, batchBytes + SMALLEST_BATCH);
    }
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void discard() {
    WriteConnection connection = this.connection;
    this.connection = null;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        // What failed has been told, or there was nothing to tell: closing writes nothing that
        // matters.
      }
    }
  }

  private static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException e) {
      return instant.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
  }
}
