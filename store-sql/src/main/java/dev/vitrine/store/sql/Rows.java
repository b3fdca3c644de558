package dev.vitrine.store.sql;

import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads documents out of rows of {@value #COLUMNS}. */
final class Rows {
  static final String COLUMNS = "revision, owner, previous_owner, visibility, body";

  private Rows() {}

  static Document document(Key key, ResultSet row) throws SQLException {
    byte[] body = row.getBytes(5);
    return new Document(
        key,
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Visibility.ofCode(row.getInt(4)),
        Bytes.wrap(body == null ? new byte[0] : body));
  }
}
