package dev.vitrine.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Pages of what matches a query, in an order. */
final class Pages {
  private Pages() {}

  static IndexPage page(
      IndexSearcher searcher, Query query, Order order, @Nullable Place after, int size)
      throws IOException {
    List<FieldDoc> rows = rows(searcher, query, order, after, size + 1);
    boolean more = rows.size() > size;
    List<FieldDoc> shown = more ? rows.subList(0, size) : rows;
    return new IndexPage(
        shown.stream().map(Order::id).toList(), more ? order.place(shown.getLast()) : null);
  }

  private static List<FieldDoc> rows(
      IndexSearcher searcher, Query query, Order order, @Nullable Place after, int count)
      throws IOException {
    FieldDoc from = after == null ? null : order.after(after);
    var top = new TopFieldCollectorManager(order.sort(), count, from, 1);
    return Arrays.stream(searcher.search(query, top).scoreDocs).map(FieldDoc.class::cast).toList();
  }

  /** The ids of what matches, ascending. */
  static List<String> ids(IndexSearcher searcher, Query query, @Nullable String afterId, int limit)
      throws IOException {
    Sort byId = new Sort(new SortField(Fields.ID, SortField.Type.STRING));
    FieldDoc from =
        afterId == null
            ? null
            : new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {new BytesRef(afterId)});
    var top = new TopFieldCollectorManager(byId, limit, from, 1);
    return Arrays.stream(searcher.search(query, top).scoreDocs)
        .map(row -> Order.id((FieldDoc) row))
        .toList();
  }
}
