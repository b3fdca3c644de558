package dev.vitrine.index;

import dev.vitrine.index.SegmentRows.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * The first rows, in an order, of what matches a query.
 *
 * <p>Where much matches, documents are looked at in the order of the list, a window of it at a
 * time, until enough of them match; where little does, all that matches is looked at. Neither
 * depends on the order in which documents came into the index.
 */
final class Pages {
  /** So few matches are looked at one and all. */
  private static final int FEW = 2_000;

  private static final int LEAST_WINDOW = 512;

  /** How much larger each window is than the one before that did not do. */
  private static final int GROWTH = 4;

  private final IndexSearcher searcher;
  private final Query query;
  private final Order order;
  private final @Nullable Place after;
  private final int count;
  private List<Row> rows = new ArrayList<>();

  private Pages(
      IndexSearcher searcher, Query query, Order order, @Nullable Place after, int count) {
    this.searcher = searcher;
    this.query = query;
    this.order = order;
    this.after = after;
    this.count = count;
  }

  /**
   * A page.
   *
   * @param numbers the query matches no document outside of these, in the field that is looked at
   *     first
   */
  static IndexPage page(
      IndexSearcher searcher,
      Query query,
      Order order,
      Span numbers,
      @Nullable Place after,
      int size)
      throws IOException {
    List<Row> rows = new Pages(searcher, query, order, after, size + 1).first(numbers);
    boolean more = rows.size() > size;
    List<Row> shown = more ? rows.subList(0, size) : rows;
    Row last = more ? shown.getLast() : null;
    return new IndexPage(
        shown.stream().map(row -> row.id().utf8ToString()).toList(),
        last == null
            ? null
            : new Place(
                order.key(last.first()),
                order.second() == null ? 0 : order.key(last.second()),
                last.id().utf8ToString()));
  }

  /** The ids of what matches, ascending. */
  static List<String> ids(IndexSearcher searcher, Query query, @Nullable String afterId, int limit)
      throws IOException {
    Place after = afterId == null ? null : new Place(0, 0, afterId);
    return new Pages(searcher, query, Order.BY_ID, after, limit)
        .first(Span.ALL).stream().map(row -> row.id().utf8ToString()).toList();
  }

  private List<Row> first(Span numbers) throws IOException {
    Weight weight = weight(query);
    long matches = cost(weight);
    String field = order.first();
    if (field == null || matches <= FEW) {
      collect(weight);
    } else {
      inWindows(field, keys(numbers), matches);
    }
    return rows;
  }

  private Span keys(Span numbers) {
    Span keys =
        order.descending()
            ? new Span(order.key(numbers.until()), order.key(numbers.from()))
            : numbers;
    return after == null
        ? keys
        : new Span(Math.max(keys.from(), order.key(after.first())), keys.until());
  }

  private void inWindows(String field, Span keys, long matches) throws IOException {
    Windows windows = new Windows(searcher.getIndexReader(), field, order, keys);
    // As if matches were spread evenly; half as many again, so that mostly one window does.
    double apart = (double) searcher.getIndexReader().maxDoc() / matches;
    long size = Math.max(LEAST_WINDOW, (long) (1.5 * count * apart));
    for (long seen = 0; rows.size() < count && !windows.isEnded(); seen += size, size *= GROWTH) {
      Span window = seen + size < matches ? windows.next(size) : windows.rest();
      long from = order.descending() ? order.key(window.until()) : window.from();
      long until = order.descending() ? order.key(window.from()) : window.until();
      collect(weight(Queries.allOf(List.of(query, Queries.between(field, from, until)))));
    }
  }

  private Weight weight(Query what) throws IOException {
    return searcher.createWeight(searcher.rewrite(what), ScoreMode.COMPLETE_NO_SCORES, 1);
  }

  private long cost(Weight weight) throws IOException {
    long cost = 0;
    for (LeafReaderContext part : searcher.getIndexReader().leaves()) {
      ScorerSupplier supplier = weight.scorerSupplier(part);
      cost += supplier == null ? 0 : supplier.cost();
    }
    return cost;
  }

  private void collect(Weight weight) throws IOException {
    for (LeafReaderContext part : searcher.getIndexReader().leaves()) {
      BulkScorer scorer = weight.bulkScorer(part);
      if (scorer != null) {
        long worst = rows.size() < count ? Long.MAX_VALUE : rows.getLast().first();
        SegmentRows first = new SegmentRows(part.reader(), order, after, count, worst);
        scorer.score(first, part.reader().getLiveDocs(), 0, DocIdSetIterator.NO_MORE_DOCS);
        merge(first.rows());
      }
    }
  }

  private void merge(List<Row> more) {
    if (!more.isEmpty()) {
      rows.addAll(more);
      Collections.sort(rows);
      rows = rows.size() <= count ? rows : new ArrayList<>(rows.subList(0, count));
    }
  }
}
