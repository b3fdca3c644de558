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
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
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

  /** Documents that are looked at before it is decided how many more are. */
  private static final int LEAST_WINDOW = 512;

  /** How much larger a window is at most than the one before, which did not do. */
  private static final int GROWTH = 8;

  /** How many more documents than the average would tell, so that mostly one window does. */
  private static final double MARGIN = 1.4;

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
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    long matches = cost(weight);
    String field = order.first();
    if (field == null || matches <= FEW || !walk(weight, field, keys(numbers), matches)) {
      rows = new ArrayList<>();
      collect(weight);
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

  /** Looks at documents in order; false if looking at all that matches is not more work. */
  private boolean walk(Weight weight, String field, Span keys, long matches) throws IOException {
    OrderedWalk walk = new OrderedWalk(searcher.getIndexReader(), field, order, keys);
    // As if matches were spread evenly, at first by what is estimated, then by what was found.
    double apart = (double) searcher.getIndexReader().maxDoc() / matches;
    long size = Math.max(LEAST_WINDOW, (long) (MARGIN * count * apart));
    long seen = 0;
    while (rows.size() < count && !walk.isEnded()) {
      if (seen + size >= matches) {
        return false;
      }
      seen += walk.next(size, (part, documents, among) -> collect(weight, part, documents, among));
      long needed = (long) (MARGIN * (count - rows.size()) * seen / Math.max(1, rows.size()));
      size = Math.clamp(needed, LEAST_WINDOW, GROWTH * size);
    }
    return true;
  }

  private long cost(Weight weight) throws IOException {
    long cost = 0;
    for (LeafReaderContext part : searcher.getIndexReader().leaves()) {
      ScorerSupplier supplier = weight.scorerSupplier(part);
      cost += supplier == null ? 0 : supplier.cost();
    }
    return cost;
  }

  /** Collects what matches. */
  private void collect(Weight weight) throws IOException {
    for (LeafReaderContext part : searcher.getIndexReader().leaves()) {
      BulkScorer scorer = weight.bulkScorer(part);
      if (scorer != null) {
        SegmentRows first = rowsOf(part);
        scorer.score(first, part.reader().getLiveDocs(), 0, DocIdSetIterator.NO_MORE_DOCS);
        merge(first.rows());
      }
    }
  }

  /** Collects what matches among some documents. */
  private void collect(Weight weight, LeafReaderContext part, DocIdSetIterator documents, int among)
      throws IOException {
    ScorerSupplier supplier = weight.scorerSupplier(part);
    if (supplier == null) {
      return;
    }
    Scorer scorer = supplier.get(among);
    TwoPhaseIterator check = scorer.twoPhaseIterator();
    DocIdSetIterator matches = check == null ? scorer.iterator() : check.approximation();
    Bits live = part.reader().getLiveDocs();
    SegmentRows first = rowsOf(part);
    int document = documents.nextDoc();
    while (document != DocIdSetIterator.NO_MORE_DOCS) {
      int match = matches.docID() < document ? matches.advance(document) : matches.docID();
      if (match != document) {
        document = match == DocIdSetIterator.NO_MORE_DOCS ? match : documents.advance(match);
      } else {
        if ((live == null || live.get(document)) && (check == null || check.matches())) {
          first.collect(document);
        }
        document = documents.nextDoc();
      }
    }
    merge(first.rows());
  }

  private SegmentRows rowsOf(LeafReaderContext part) throws IOException {
    long worst = rows.size() < count ? Long.MAX_VALUE : rows.getLast().first();
    return new SegmentRows(part.reader(), order, after, count, worst);
  }

  private void merge(List<Row> more) {
    if (!more.isEmpty()) {
      rows.addAll(more);
      Collections.sort(rows);
      rows = rows.size() <= count ? rows : new ArrayList<>(rows.subList(0, count));
    }
  }
}
