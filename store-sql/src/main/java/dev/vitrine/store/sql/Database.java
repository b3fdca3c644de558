package dev.vitrine.store.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** The database file of a data folder: its schema, and how connections to it are set up. */
final class Database {
  private static final String FILE = "vitrine.db";

  /** As much as SQLite maps; it uses what the file has. */
  private static final long MMAP_BYTES = 1L << 40;

  /** Where the log is cut back to once it has been copied into the database. */
  private static final long LOG_BYTES = 64L << 20;

  /** Only the recovery after a crash makes readers wait. */
  private static final Duration READER_PATIENCE = Duration.ofSeconds(10);

  /**
   * The revision is the row's number, so the feed of everything is a scan of the table and that of
   * one kind a scan of an index. The body comes last: a scan that does not ask for it leaves its
   * pages alone.
   */
  private static final String[] SCHEMA = {
    """
    CREATE TABLE IF NOT EXISTS store(
      name TEXT NOT NULL, revision INTEGER NOT NULL, purged INTEGER NOT NULL)\
    """,
    """
    CREATE TABLE IF NOT EXISTS document(
      revision INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, previous_owner TEXT,
      visibility INTEGER NOT NULL, deleted_at INTEGER, body BLOB)\
    """,
    "CREATE UNIQUE INDEX IF NOT EXISTS document_key ON document(kind, id)",
    "CREATE INDEX IF NOT EXISTS document_kind ON document(kind)",
    "CREATE INDEX IF NOT EXISTS tombstone ON document(deleted_at) WHERE deleted_at IS NOT NULL",
  };

  private final String url;
  private final List<String> writerSettings;
  private final Path log;

  /** The database of a folder, which exists. */
  Database(Path folder, String... writerSettings) {
    this.writerSettings = List.of(writerSettings);
    Path file = folder.toAbsolutePath().resolve(FILE);
    // As a URI, or a question mark in a path would begin the driver's settings.
    this.url = "jdbc:sqlite:" + file.toUri();
    this.log = file.resolveSibling(FILE + "-wal");
  }

  /** SQLite's write-ahead log. */
  Path log() {
    return log;
  }

  /** Creates what is not there yet. */
  void create(Path folder) throws SQLException, IOException {
    // Before SQLite would, for the permissions; its other files take those of this one.
    DataFolder.createFile(folder.resolve(FILE));
    try (Connection connection = connect(READER_PATIENCE, List.of());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("BEGIN IMMEDIATE");
      for (String sql : SCHEMA) {
        statement.execute(sql);
      }
      byte[] name = new byte[4];
      new SecureRandom().nextBytes(name);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO store SELECT ?, 0, 0 WHERE NOT EXISTS (SELECT * FROM store)")) {
        insert.setString(1, HexFormat.of().formatHex(name));
        insert.executeUpdate();
      }
      statement.execute("COMMIT");
    }
  }

  /** The name the store was given when it was created. */
  String name() throws SQLException {
    try (Connection connection = reader();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT name FROM store")) {
      row.next();
      return row.getString(1);
    }
  }

  /** A connection that reads. */
  Connection reader() throws SQLException {
    return connect(READER_PATIENCE, List.of("PRAGMA query_only = ON"));
  }

  /** A connection that writes, and whose user has the patience when another process writes. */
  Connection writer() throws SQLException {
    return connect(Duration.ZERO, writerSettings);
  }

  private Connection connect(Duration patience, List<String> settings) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) patience.toMillis());
    Connection connection = config.createConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA mmap_size = " + MMAP_BYTES);
      statement.execute("PRAGMA journal_size_limit = " + LOG_BYTES);
      statement.execute("PRAGMA temp_store = MEMORY");
      for (String setting : settings) {
        statement.execute(setting);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
