package dev.vitrine.store.sql;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.WriteResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The connection that writes, with its statements; used by one thread at a time. */
final class WriteConnection implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement lastRevision;
  private final PreparedStatement setRevision;
  private final PreparedStatement current;
  private final PreparedStatement insert;
  private final PreparedStatement replace;
  private final PreparedStatement bury;
  private final PreparedStatement tombstones;
  private final PreparedStatement forget;
  private final PreparedStatement setPurged;
  private long first;
  private long revision;

  /** Takes the connection over. */
  WriteConnection(Connection connection) throws SQLException {
    this.connection = connection;
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
    lastRevision = connection.prepareStatement("SELECT revision FROM store");
    setRevision = connection.prepareStatement("UPDATE store SET revision = ?");
    current =
        connection.prepareStatement(
            "SELECT " + Rows.COLUMNS + ", deleted_at FROM document WHERE kind = ? AND id = ?");
    insert =
        connection.prepareStatement(
            "INSERT INTO document(kind, id, revision, owner, previous_owner, visibility, body)"
                + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    replace =
        connection.prepareStatement(
            "UPDATE document SET revision = ?3, owner = ?4, previous_owner = ?5, visibility = ?6, deleted_at = NULL,"
                + " body = ?7 WHERE kind = ?1 AND id = ?2");
    bury =
        connection.prepareStatement(
            "UPDATE document SET revision = ?3, previous_owner = NULL, deleted_at = ?4, body = NULL"
                + " WHERE kind = ?1 AND id = ?2");
    tombstones =
        connection.prepareStatement(
            "SELECT revision FROM document WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?");
    forget = connection.prepareStatement("DELETE FROM document WHERE revision = ?");
    setPurged = connection.prepareStatement("UPDATE store SET purged = max(purged, ?)");
  }

  /** Begins to write. Fails at once with {@link Failures#BUSY} while another process does. */
  void begin() throws SQLException {
    begin.execute();
    try (ResultSet row = lastRevision.executeQuery()) {
      row.next();
      first = row.getLong(1);
      revision = first;
    }
  }

  /** Makes ready to commit: after this only the commit itself can fail. */
  void prepare() throws SQLException {
    if (revision > first) {
      setRevision.setLong(1, revision);
      setRevision.executeUpdate();
    }
  }

  void commit() throws SQLException {
    commit.execute();
  }

  /** Writes a draft, or a tombstone if there is none. */
  WriteResult write(Key key, long expectedRevision, @Nullable Draft draft, Instant now)
      throws SQLException {
    boolean exists;
    current.setString(1, key.kind().code());
    current.setString(2, key.id());
    try (ResultSet row = current.executeQuery()) {
      exists = row.next();
      boolean live = exists && row.getObject(6) == null;
      if ((live ? row.getLong(1) : DocumentStore.ABSENT) != expectedRevision) {
        return new WriteResult.Conflict(live ? Rows.document(key, row) : null);
      }
    }
    revision++;
    if (draft == null) {
      bury(key, now);
    } else {
      store(exists ? replace : insert, key, draft);
    }
    return new WriteResult.Stored(revision);
  }

  private void store(PreparedStatement statement, Key key, Draft draft) throws SQLException {
    statement.setString(1, key.kind().code());
    statement.setString(2, key.id());
    statement.setLong(3, revision);
    statement.setString(4, draft.owner());
    statement.setString(5, draft.previousOwner());
    statement.setInt(6, draft.visibility().code());
    statement.setBytes(7, draft.body().array());
    statement.executeUpdate();
  }

  private void bury(Key key, Instant now) throws SQLException {
    bury.setString(1, key.kind().code());
    bury.setString(2, key.id());
    bury.setLong(3, revision);
    bury.setLong(4, now.toEpochMilli());
    bury.executeUpdate();
  }

  /** Forgets some tombstones of deletions before an instant; returns how many. */
  int purge(long deletedBeforeMillis, int limit) throws SQLException {
    long[] revisions = new long[limit];
    int count = 0;
    long newest = 0;
    tombstones.setLong(1, deletedBeforeMillis);
    tombstones.setInt(2, limit);
    try (ResultSet row = tombstones.executeQuery()) {
      while (row.next()) {
        revisions[count++] = row.getLong(1);
        newest = Math.max(newest, row.getLong(1));
      }
    }
    for (int i = 0; i < count; i++) {
      forget.setLong(1, revisions[i]);
      forget.executeUpdate();
    }
    if (count > 0) {
      setPurged.setLong(1, newest);
      setPurged.executeUpdate();
    }
    return count;
  }

  /** Copies the log into the database and empties it, unless readers are in the way. */
  void truncateLog() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 100");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("PRAGMA busy_timeout = 0");
    }
  }

  /** Closes the connection; what was begun and not committed is undone. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
