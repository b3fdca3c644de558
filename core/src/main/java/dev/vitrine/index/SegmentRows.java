package dev.vitrine.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IntroSelector;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of one part of the index. What is offered in the worst order costs hardly more
 * than in the best: rows are gathered four times as many as wanted before the better part of them
 * is picked, and the worst of those is what later ones have to beat. Ids are compared by their
 * number within the part.
 */
final class SegmentRows implements LeafCollector {
  private final int count;
  private final Order order;
  private final SortedDocValues ids;
  private final @Nullable NumericDocValues firsts;
  private final @Nullable NumericDocValues seconds;
  private final @Nullable Passed passed;
  private final Gathered gathered;
  private long worst;

  /** Where the page begins: rows up to here are passed. */
  private record Passed(long first, long second, int number) {}

  /**
   * Rows of a part.
   *
   * @param worst rows of greater keys are not wanted
   */
  SegmentRows(LeafReader part, Order order, @Nullable Place after, int count, long worst)
      throws IOException {
    this.count = count;
    this.order = order;
    this.worst = worst;
    this.ids = DocValues.getSorted(part, Fields.ID);
    this.firsts = order.first() == null ? null : DocValues.getNumeric(part, order.first());
    this.seconds = order.second() == null ? null : DocValues.getNumeric(part, order.second());
    this.passed =
        after == null
            ? null
            : new Passed(
                firsts == null ? 0 : order.key(after.first()),
                seconds == null ? 0 : order.key(after.second()),
                ids.lookupTerm(new BytesRef(after.id())));
    this.gathered = new Gathered(Math.addExact(Math.multiplyExact(count, 4), 64));
  }

  /** A row: its keys, and the id that decides between equals. */
  static final class Row implements Comparable<Row> {
    private final long first;
    private final long second;
    private final SortedDocValues ids;
    private final int number;
    private @Nullable BytesRef id;

    private Row(long first, long second, SortedDocValues ids, int number) {
      this.first = first;
      this.second = second;
      this.ids = ids;
      this.number = number;
    }

    long first() {
      return first;
    }

    long second() {
      return second;
    }

    /** The id, which is looked up only when it is needed. */
    BytesRef id() {
      BytesRef known = id;
      if (known == null) {
        try {
          known = BytesRef.deepCopyOf(ids.lookupOrd(number));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        id = known;
      }
      return known;
    }

    @Override
    public int compareTo(Row other) {
      int byFirst = Long.compare(first, other.first);
      int bySecond = byFirst != 0 ? byFirst : Long.compare(second, other.second);
      return bySecond != 0 ? bySecond : id().compareTo(other.id());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Row row && compareTo(row) == 0;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(first);
    }
  }

  @Override
  public void setScorer(Scorable scorer) {}

  @Override
  public void collect(int document) throws IOException {
    long first = key(firsts, document);
    if (first > worst || (passed != null && first < passed.first())) {
      return;
    }
    long second = key(seconds, document);
    int number = ids.advanceExact(document) ? ids.ordValue() : -1;
    if (passed != null && first == passed.first() && isPassed(passed, second, number)) {
      return;
    }
    if (gathered.isFull()) {
      gathered.select(count);
      worst = Math.min(worst, gathered.greatestFirst());
      if (first > worst) {
        return;
      }
    }
    gathered.add(first, second, number);
  }

  /** The number of an id that is not in this part is that of where it would be, negated. */
  private static boolean isPassed(Passed passed, long second, int number) {
    if (second != passed.second()) {
      return second < passed.second();
    }
    return passed.number() >= 0 ? number <= passed.number() : number < -(passed.number() + 1);
  }

  private long key(@Nullable NumericDocValues values, int document) throws IOException {
    return values == null ? 0 : order.key(values.advanceExact(document) ? values.longValue() : 0);
  }

  /** The first rows, in no order. */
  List<Row> rows() {
    if (gathered.size > count) {
      gathered.select(count);
    }
    List<Row> rows = new ArrayList<>(gathered.size);
    for (int i = 0; i < gathered.size; i++) {
      rows.add(new Row(gathered.firsts[i], gathered.seconds[i], ids, gathered.numbers[i]));
    }
    return rows;
  }

  /** Keys of rows side by side. */
  private static final class Gathered extends IntroSelector {
    private final long[] firsts;
    private final long[] seconds;
    private final int[] numbers;
    private int size;
    private int pivot;

    Gathered(int capacity) {
      // One place more, for the pivot.
      firsts = new long[capacity + 1];
      seconds = new long[capacity + 1];
      numbers = new int[capacity + 1];
      pivot = capacity;
    }

    boolean isFull() {
      return size == pivot;
    }

    void add(long first, long second, int number) {
      firsts[size] = first;
      seconds[size] = second;
      numbers[size] = number;
      size++;
    }

    /** Keeps this many of the first rows. */
    void select(int count) {
      select(0, size, count - 1);
      size = count;
    }

    /** After a selection: the greatest key of what is left. */
    long greatestFirst() {
      return firsts[size - 1];
    }

    @Override
    protected void swap(int i, int j) {
      long first = firsts[i];
      firsts[i] = firsts[j];
      firsts[j] = first;
      long second = seconds[i];
      seconds[i] = seconds[j];
      seconds[j] = second;
      int number = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = number;
    }

    @Override
    protected void setPivot(int i) {
      firsts[pivot] = firsts[i];
      seconds[pivot] = seconds[i];
      numbers[pivot] = numbers[i];
    }

    @Override
    protected int comparePivot(int i) {
      if (firsts[pivot] != firsts[i]) {
        return Long.compare(firsts[pivot], firsts[i]);
      }
      return seconds[pivot] != seconds[i]
          ? Long.compare(seconds[pivot], seconds[i])
          : Integer.compare(numbers[pivot], numbers[i]);
    }
  }
}
