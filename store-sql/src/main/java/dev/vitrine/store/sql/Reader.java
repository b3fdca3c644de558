package dev.vitrine.store.sql;

import dev.vitrine.store.Change;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A connection that reads, with its statements; used by one thread at a time. */
final class Reader implements AutoCloseable {
  /** The ids drive: rows come in their order, and only as far as they are read. */
  private static final String DOCUMENTS =
      "SELECT "
          + Rows.COLUMNS
          + ", wanted.key FROM json_each(?1) AS wanted CROSS JOIN document"
          + " WHERE kind = ?2 AND document.id = wanted.value AND deleted_at IS NULL";

  private static final String CHANGES =
      "SELECT revision, kind, id, owner, previous_owner, visibility, deleted_at FROM document WHERE ";

  private final String name;
  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement end;
  private final PreparedStatement documents;
  private final PreparedStatement state;
  private final Map<Set<Kind>, PreparedStatement> changes = new HashMap<>();

  /** Takes the connection over. */
  Reader(String name, Connection connection) throws SQLException {
    this.name = name;
    this.connection = connection;
    begin = connection.prepareStatement("BEGIN");
    end = connection.prepareStatement("COMMIT");
    documents = connection.prepareStatement(DOCUMENTS);
    state = connection.prepareStatement("SELECT revision, purged FROM store");
  }

  /** The store's newest revision, and the newest it has purged. */
  record State(long revision, long purged) {}

  /** The state as of now: one row, so that asking often costs little. */
  State state() throws SQLException {
    try (ResultSet row = state.executeQuery()) {
      row.next();
      return new State(row.getLong(1), row.getLong(2));
    }
  }

  Fetched fetch(List<Key> keys, long byteLimit) throws SQLException {
    Found found = new Found(keys, byteLimit);
    int end = endOfKind(keys, 0);
    if (end == keys.size()) {
      // One statement is one state of the store by itself.
      read(keys, 0, end, found);
      return found.all();
    }
    begin.execute();
    for (int start = 0; start < keys.size() && !found.isFull(); start = end) {
      end = endOfKind(keys, start);
      read(keys, start, end, found);
    }
    this.end.execute();
    return found.all();
  }

  Feed changes(Position after, Set<Kind> kinds, int limit) throws SQLException {
    State now = state();
    RevisionPosition from = RevisionPosition.parse(after, name, now.revision(), now.purged());
    if (from.revision() == now.revision() && !from.expired(now.purged())) {
      return new Feed.Changes(List.of(), after, false);
    }
    begin.execute();
    Feed feed = changes(after, state(), kinds, limit);
    end.execute();
    return feed;
  }

  private Feed changes(Position after, State now, Set<Kind> kinds, int limit) throws SQLException {
    RevisionPosition from = RevisionPosition.parse(after, name, now.revision(), now.purged());
    if (from.expired(now.purged())) {
      return new Feed.Expired();
    }
    List<Change> page =
        kinds.isEmpty() ? new ArrayList<>() : page(from.revision(), kinds, limit + 1L);
    boolean more = page.size() > limit;
    if (more) {
      page.removeLast();
    }
    return new Feed.Changes(
        page, from.at(more ? page.getLast().revision() : now.revision()).position(), more);
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

  /**
   * All kinds are a scan of the table; some are a merge of one scan of the index each, which sorts
   * nothing.
   */
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

  /** Reads keys that are of one kind. */
  private void read(List<Key> keys, int start, int end, Found found) throws SQLException {
    if (start == end) {
      return;
    }
    documents.setString(1, Ids.json(keys.subList(start, end)));
    documents.setString(2, keys.get(start).kind().code());
    try (ResultSet row = documents.executeQuery()) {
      while (!found.isFull() && row.next()) {
        int position = start + row.getInt(6);
        found.add(position, Rows.document(keys.get(position), row));
      }
    }
  }

  /** Where the keys from a position on stop being of the same kind. */
  private static int endOfKind(List<Key> keys, int start) {
    int end = start;
    while (end < keys.size() && keys.get(end).kind() == keys.get(start).kind()) {
      end++;
    }
    return end;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
