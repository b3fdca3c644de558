package dev.vitrine.index;

import dev.vitrine.index.KeyBlocks.Block;
import dev.vitrine.index.SegmentRows.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>Where much matches, only blocks of documents are looked at that the first rows can be in, if
 * these are few since documents came into the index about in the order of the list; otherwise
 * documents in the order of the list, a window of it at a time, until enough of them match. Where
 * little matches, all that does is looked at.
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

  /** Matches that are looked at in the time in which a document is found in order. */
  private static final int WORTH = 2;

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
    long[] costs = costs(weight);
    long matches = Arrays.stream(costs).sum();
    String field = order.first();
    if (field == null || matches <= FEW) {
      collect(weight);
      return rows;
    }
    Span keys = keys(numbers);
    // As if matches were spread evenly, at first by what is estimated, then by what was found.
    long window = (long) (MARGIN * count * searcher.getIndexReader().maxDoc() / matches);
    window = Math.max(LEAST_WINDOW, window);
    if (!blocks(weight, field, keys, costs, window)) {
      rows = new ArrayList<>();
      if (!walk(weight, field, keys, matches, window)) {
        rows = new ArrayList<>();
        collect(weight);
      }
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

  /**
   * Looks at the blocks of documents that the first rows can be in; false if there are too many.
   *
   * @param window documents to be looked at in order instead, each of which is more work than a
   *     match
   */
  private boolean blocks(Weight weight, String field, Span keys, long[] costs, long window)
      throws IOException {
    KeyBlocks blocks = KeyBlocks.of(searcher.getIndexReader().leaves(), field, order, keys, costs);
    if (blocks == null) {
      return false;
    }
    double left = WORTH * window;
    double wanted = MARGIN * count;
    int next = blocks.holding(wanted);
    while (next > 0) {
      left -= blocks.matches(next);
      if (left < 0) {
        return false;
      }
      collect(weight, blocks.take(next));
      wanted *= 2;
      next = rows.size() < count ? blocks.holding(wanted) : blocks.upTo(rows.getLast().first());
    }
    return true;
  }

  /** Looks at documents in order; false if looking at all that matches is not more work. */
  private boolean walk(Weight weight, String field, Span keys, long matches, long window)
      throws IOException {
    OrderedWalk walk = new OrderedWalk(searcher.getIndexReader(), field, order, keys);
    long size = window;
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

  /** About how many documents match, in each part of the index. */
  private long[] costs(Weight weight) throws IOException {
    List<LeafReaderContext> parts = searcher.getIndexReader().leaves();
    long[] costs = new long[parts.size()];
    for (LeafReaderContext part : parts) {
      ScorerSupplier supplier = weight.scorerSupplier(part);
      costs[part.ord] = supplier == null ? 0 : supplier.cost();
    }
    return costs;
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

  /** Collects what matches in some blocks, which are in the order of documents. */
  private void collect(Weight weight, List<Block> blocks) throws IOException {
    for (int from = 0, until; from < blocks.size(); from = until) {
      LeafReaderContext part = blocks.get(from).part();
      until = from + 1;
      while (until < blocks.size() && blocks.get(until).part() == part) {
        until++;
      }
      BulkScorer scorer = weight.bulkScorer(part);
      if (scorer != null) {
        SegmentRows first = rowsOf(part);
        for (Block block : blocks.subList(from, until)) {
          scorer.score(first, part.reader().getLiveDocs(), block.from(), block.until());
        }
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
