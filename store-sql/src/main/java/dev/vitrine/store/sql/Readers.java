package dev.vitrine.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A bounded number of readers, opened as needed. */
final class Readers implements AutoCloseable {
  private final Path folder;
  private final Database database;
  private final String name;
  private final CallThreads threads;
  private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();

  Readers(Path folder, Database database, String name, int count) {
    this.folder = folder;
    this.database = database;
    this.name = name;
    this.threads = new CallThreads("store-reader-", count);
  }

  /** What is done with a reader. */
  interface Work<T> {
    T with(Reader reader) throws SQLException;
  }

  <T> T read(Work<T> work) {
    return threads.call(() -> readHere(work));
  }

  private <T> T readHere(Work<T> work) {
    try {
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
    threads.checkOpen();
  }

  /** Waits for the reads under way. */
  @Override
  public void close() throws SQLException {
    threads.close();
    for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.close();
    }
  }
}
