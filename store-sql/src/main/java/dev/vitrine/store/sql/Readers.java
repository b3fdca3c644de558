package dev.vitrine.store.sql;

import dev.vitrine.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A bounded pool of readers, opened as needed, first come first served. */
final class Readers implements AutoCloseable {
  private final Path folder;
  private final Database database;
  private final String name;
  private final int size;
  private final Semaphore permits;
  private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Path folder, Database database, String name, int size) {
    this.folder = folder;
    this.database = database;
    this.name = name;
    this.size = size;
    this.permits = new Semaphore(size, true);
  }

  /** What is done with a reader. */
  interface Work<T> {
    T with(Reader reader) throws SQLException;
  }

  <T> T read(Work<T> work) {
    permits.acquireUninterruptibly();
    try {
      checkOpen();
      Reader reader = idle.pollFirst();
      if (reader == null) {
        reader = open();
      }
      boolean clean = false;
      try {
        T result = work.with(reader);
        clean = true;
        return result;
      } finally {
        // After any failure a fresh connection is the one known to hold no transaction.
        if (clean) {
          idle.addFirst(reader);
        } else {
          reader.close();
        }
      }
    } catch (SQLException e) {
      throw Failures.explain(folder, e);
    } finally {
      permits.release();
    }
  }

  private Reader open() throws SQLException {
    Connection connection = database.reader();
    try {
      return new Reader(name, connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  void checkOpen() {
    if (closed) {
      throw new StoreException("The store is closed.");
    }
  }

  /** Waits for the reads under way. */
  @Override
  public void close() throws SQLException {
    permits.acquireUninterruptibly(size);
    try {
      closed = true;
      for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
        reader.close();
      }
    } finally {
      permits.release(size);
    }
  }
}
