package dev.vitrine.store.sql;

import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.RevisionPosition;
import dev.vitrine.store.Visibility;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection that reads, with its statements; used by one thread at a time. */
final class Reader implements AutoCloseable {
  private static final String DOCUMENT =
      "SELECT " + Rows.COLUMNS + " FROM document WHERE kind = ? AND id = ?"
          + " AND deleted_at IS NULL";
  private static final String CHANGES =
      "SELECT revision, kind, id, owner, previous_owner, visibility, deleted_at FROM document WHERE ";

  private final String name;
  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement end;
  private final PreparedStatement document;
  private final PreparedStatement dataVersion;
  private final PreparedStatement state;
  private final Map<Set<Kind>, PreparedStatement> changes = new HashMap<>();
  private long seenVersion;
  private @Nullable State seen;

  /** Takes the connection over. */
  Reader(String name, Connection connection) throws SQLException {
    this.name = name;
    this.connection = connection;
    begin = connection.prepareStatement("BEGIN");
    end = connection.prepareStatement("COMMIT");
    document = connection.prepareStatement(DOCUMENT);
    dataVersion = connection.prepareStatement("PRAGMA data_version");
    state = connection.prepareStatement("SELECT revision, purged FROM store");
  }

  /** The store's newest revision, and the newest it has purged. */
  record State(long revision, long purged) {}

  /** The state as of now. */
  State state() throws SQLException {
    long version = number(dataVersion);
    State state = seen;
    if (state == null || version != seenVersion) {
      // Read after the version: whatever is committed in between is read again next time.
      state = readState();
      seen = state;
      seenVersion = version;
    }
    return state;
  }

  Fetched fetch(List<Key> keys, long byteLimit) throws SQLException {
    @Nullable Document[] documents = new @Nullable Document[keys.size()];
    if (documents.length == 1) {
      documents[0] = document(keys.getFirst());
      return new Fetched(Arrays.asList(documents), 1);
    }
    begin.execute();
    int read = 0;
    for (long bytes = 0; read < documents.length && bytes <= byteLimit; read++) {
      Document document = document(keys.get(read));
      if (document != null) {
        documents[read] = document;
        bytes += document.body().length();
      }
    }
    end.execute();
    return new Fetched(Arrays.asList(documents), read);
  }

  Feed changes(Position after, Set<Kind> kinds, int limit) throws SQLException {
    State now = state();
    RevisionPosition from = RevisionPosition.parse(after, name, now.revision(), now.purged());
    if (from.revision() == now.revision() && !from.expired(now.purged())) {
      return new Feed.Changes(List.of(), after, false);
    }
    begin.execute();
    Feed feed = changes(after, readState(), kinds, limit);
    end.execute();
    return feed;
  }

  private Feed changes(Position after, State now, Set<Kind> kinds, int limit) throws SQLException {
    RevisionPosition from = RevisionPosition.parse(after, name, now.revision(), now.purged());
    if (from.expired(now.purged())) {
      return new Feed.Expired();
    }
    List<Change> page = kinds.isEmpty() ? new ArrayList<>() : page(from.revision(), kinds, limit + 1L);
    boolean more = page.size() > limit;
    if (more) {
      page.removeLast();
    }
    return new Feed.Changes(page, from.at(more ? page.getLast().revision() : now.revision()).position(), more);
  }

  private List<Change> page(long after, Set<Kind> kinds, long limit) throws SQLException {
    PreparedStatement statement = changes.get(kinds);
    if (statement == null) {
      statement = connection.prepareStatement(changesOf(kinds));
      changes.put(EnumSet.copyOf(kinds), statement);
    }
    statement.setLong(1, after);
    statement.setLong(2, limit);
    List<Change> page = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        page.add(
            new Change(
                new Key(Kind.ofCode(row.getString(2)), row.getString(3)),
                row.getLong(1),
                row.getString(4),
                row.getString(5),
                Visibility.ofCode(row.getInt(6)),
                row.getObject(7) != null));
      }
    }
    return page;
  }

  /** All kinds are a scan of the table; some are a merge of one scan of the index each, which sorts nothing. */
  private static String changesOf(Set<Kind> kinds) {
    if (kinds.size() == Kind.values().length) {
      return CHANGES + "revision > ?1 ORDER BY revision LIMIT ?2";
    }
    List<String> each = new ArrayList<>();
    for (Kind kind : kinds) {
      each.add(CHANGES + "kind = '" + kind.code() + "' AND revision > ?1");
    }
    return String.join(" UNION ALL ", each) + " ORDER BY revision LIMIT ?2";
  }

  private @Nullable Document document(Key key) throws SQLException {
    document.setString(1, key.kind().code());
    document.setString(2, key.id());
    try (ResultSet row = document.executeQuery()) {
      return row.next() ? Rows.document(key, row) : null;
    }
  }

  private State readState() throws SQLException {
    try (ResultSet row = state.executeQuery()) {
      row.next();
      return new State(row.getLong(1), row.getLong(2));
    }
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
