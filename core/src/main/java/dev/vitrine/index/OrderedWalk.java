package dev.vitrine.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PointValues.IntersectVisitor;
import org.apache.lucene.index.PointValues.PointTree;
import org.apache.lucene.index.PointValues.Relation;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.DocIdSetBuilder;
import org.apache.lucene.util.NumericUtils;

/**
 * Documents in the order of a field, some at a time: all that come after those handed out before,
 * up to a key that no other document shares. It walks along the trees in which the index keeps its
 * numbers, all parts of the index at once.
 */
final class OrderedWalk {
  private static final int LEAF = 512;
  private static final int GRAIN = 8;

  private final Order order;
  private final List<Part> parts = new ArrayList<>();
  private final PriorityQueue<Node> ahead =
      new PriorityQueue<>(Comparator.comparingLong(Node::from));
  private final Span keys;
  private boolean ended;

  /** Takes documents of one part of the index, in the order of their numbers. */
  interface Taker {
    void take(LeafReaderContext part, DocIdSetIterator documents, int count) throws IOException;
  }

  /**
   * A walk along a field.
   *
   * @param keys those of interest
   */
  OrderedWalk(IndexReader reader, String field, Order order, Span keys) throws IOException {
    this.order = order;
    this.keys = keys;
    for (LeafReaderContext leaf : reader.leaves()) {
      PointValues values = leaf.reader().getPointValues(field);
      if (values != null) {
        Part part = new Part(leaf);
        parts.add(part);
        ahead.add(node(part, values.getPointTree()));
      }
    }
    ended = keys.isEmpty();
  }

  /** Documents of a part whose keys are in a range, somewhere in its tree. */
  private record Node(Part part, PointTree tree, long from, long until) {}

  private Node node(Part part, PointTree tree) {
    long least = NumericUtils.sortableBytesToLong(tree.getMinPackedValue(), 0);
    long most = NumericUtils.sortableBytesToLong(tree.getMaxPackedValue(), 0);
    return order.descending()
        ? new Node(part, tree, order.key(most), order.key(least))
        : new Node(part, tree, least, most);
  }

  /** Whether all documents were handed out. */
  boolean isEnded() {
    return ended;
  }

  /**
   * Hands out the next documents.
   *
   * @param size about how many; more if many share a key
   * @return how many were handed out
   */
  long next(long size, Taker taker) throws IOException {
    long read = waiting();
    for (Node node = ahead.peek();
        node != null && node.from() <= keys.until();
        node = ahead.peek()) {
      long last = node.from() - 1;
      if (read >= size && holdsUntil(last)) {
        return handOut(last, taker);
      }
      ahead.remove();
      if (node.until() >= keys.from()) {
        read += read(node, size);
      }
    }
    ended = true;
    return handOut(keys.until(), taker);
  }

  private long waiting() {
    long waiting = 0;
    for (Part part : parts) {
      waiting += part.size;
    }
    return waiting;
  }

  private boolean holdsUntil(long last) {
    for (Part part : parts) {
      if (part.least <= last) {
        return true;
      }
    }
    return false;
  }

  private long handOut(long last, Taker taker) throws IOException {
    long all = 0;
    for (Part part : parts) {
      all += part.handOut(last, taker);
    }
    return all;
  }

  /** Reads the documents of a node, or puts its halves in its place if they are many. */
  private long read(Node node, long size) throws IOException {
    if (node.tree().size() > Math.max(LEAF, size / GRAIN)) {
      PointTree left = node.tree().clone();
      if (left.moveToChild()) {
        ahead.add(node(node.part(), left));
        PointTree right = node.tree(); // A clone of the left one would not know its sibling.
        if (right.moveToChild() && right.moveToSibling()) {
          ahead.add(node(node.part(), right));
        }
        return 0;
      }
    }
    long before = node.part().size;
    node.tree().visitDocValues(node.part());
    return (long) node.part().size - before;
  }

  /** A part of the index, and what was read of it that is still to be handed out. */
  private final class Part implements IntersectVisitor {
    private final LeafReaderContext leaf;
    private int[] documents = new int[LEAF];
    private long[] found = new long[LEAF];
    private int size;
    private long least = Long.MAX_VALUE;

    Part(LeafReaderContext leaf) {
      this.leaf = leaf;
    }

    @Override
    public void visit(int document) {
      throw new IllegalStateException("only documents with their numbers are asked for");
    }

    @Override
    public void visit(int document, byte[] packed) {
      long key = order.key(NumericUtils.sortableBytesToLong(packed, 0));
      if (key < keys.from() || key > keys.until()) {
        return;
      }
      if (size == documents.length) {
        documents = ArrayUtil.grow(documents, size + 1);
        found = ArrayUtil.grow(found, documents.length);
      }
      documents[size] = document;
      found[size] = key;
      least = Math.min(least, key);
      size++;
    }

    @Override
    public Relation compare(byte[] least, byte[] most) {
      return Relation.CELL_CROSSES_QUERY;
    }

    /** Hands out what is at a key or before, and keeps the rest. */
    int handOut(long last, Taker taker) throws IOException {
      if (least > last) {
        return 0;
      }
      DocIdSetBuilder builder = new DocIdSetBuilder(leaf.reader().maxDoc());
      DocIdSetBuilder.BulkAdder adder = builder.grow(size);
      int kept = 0;
      least = Long.MAX_VALUE;
      for (int i = 0; i < size; i++) {
        if (found[i] <= last) {
          adder.add(documents[i]);
        } else {
          documents[kept] = documents[i];
          found[kept] = found[i];
          least = Math.min(least, found[i]);
          kept++;
        }
      }
      int count = size - kept;
      size = kept;
      taker.take(leaf, builder.build().iterator(), count);
      return count;
    }
  }
}
