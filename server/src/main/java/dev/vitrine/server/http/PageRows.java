package dev.vitrine.server.http;

import dev.vitrine.bulk.RowSink;
import dev.vitrine.row.Row;
import java.util.ArrayList;
import java.util.List;

/** The rows of a page of a list, up to what an answer may hold. */
final class PageRows implements RowSink {
  /** More rows were found than fit into one answer. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Full() {
      super("the page is full", null, false, false);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private final LoadRoom room;
  private final long most;
  private long bytes;

  /**
   * An empty page.
   *
   * @param most bytes of plain rows
   */
  PageRows(LoadRoom room, long most) {
    this.room = room;
    this.most = most;
  }

  @Override
  public void row(Row row) {
    bytes += row.json().length + 1;
    if (bytes > most) {
      throw new Full();
    }
    room.row(row.weight());
    rows.add(row);
  }

  @Override
  public void settled() {
    room.settled();
  }

  List<Row> rows() {
    return rows;
  }
}
