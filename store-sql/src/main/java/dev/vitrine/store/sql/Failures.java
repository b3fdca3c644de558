package dev.vitrine.store.sql;

import dev.vitrine.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.NativeLibraryNotFoundException;

/** What SQLite's errors mean for whoever runs the program: one sentence, with what to do next. */
final class Failures {
  static final int BUSY = 5;
  static final int FULL = 13;

  private static final int PERM = 3;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  private Failures() {}

  /** SQLite's primary result code. */
  static int code(SQLException failure) {
    return failure.getErrorCode() & 0xFF;
  }

  /** Nothing was written, or it was a read. */
  static StoreException explain(Path folder, SQLException failure) {
    return new StoreException(message(folder, failure), failure);
  }

  /** A commit that failed: whether the disk has it shows when the log is read again. */
  static StoreException explainCommit(Path folder, SQLException failure) {
    int code = code(failure);
    // With no room the log lacks its last frame, the one that would commit; busy is refused before
    // anything is written.
    return code == FULL || code == BUSY
        ? explain(folder, failure)
        : new StoreException.OutcomeUnknown(
            message(folder, failure) + " The last write may or may not have been kept.", failure);
  }

  private static String message(Path folder, SQLException failure) {
    if (failure.getCause() instanceof NativeLibraryNotFoundException) {
      return "SQLite's native library cannot be unpacked and loaded in the temporary folder "
          + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
          + ": name a folder where programs may run with the Java option -Dorg.sqlite.tmpdir=FOLDER.";
    }
    return switch (code(failure)) {
      case FULL ->
          "The disk that holds the data folder " + folder + " is full: make room, then try again.";
      case CORRUPT, NOTADB ->
          "The database in the data folder "
              + folder
              + " is damaged: stop Vitrine and put back a backup of the folder.";
      case BUSY ->
          "Another process has kept the data folder "
              + folder
              + " locked for too long: let it finish or stop it,"
              + " then try again.";
      case READONLY, PERM ->
          "The database in the data folder "
              + folder
              + " cannot be written by this user: change the owner or the"
              + " permissions of its files.";
      case CANTOPEN ->
          "The database in the data folder "
              + folder
              + " cannot be opened: check that it is there and that this user"
              + " may read and write it.";
      case IOERR ->
          "The disk that holds the data folder "
              + folder
              + " failed ("
              + failure.getMessage()
              + "): check the disk and the system's log.";
      default ->
          "The database in the data folder " + folder + " failed: " + failure.getMessage() + ".";
    };
  }
}
