package dev.vitrine.index;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PointValues.PointTree;
import org.apache.lucene.util.NumericUtils;

/**
 * Cuts the numbers of a field into ranges that follow each other in an order, each with about as
 * many documents in it as is asked for: a walk along the trees in which the index keeps its
 * numbers, all parts of it at once, that reads no document.
 */
final class Windows {
  private static final int LEAF = 512;
  private static final int GRAIN = 8;

  private final Order order;
  private final PriorityQueue<Node> ahead =
      new PriorityQueue<>(Comparator.comparingLong(Node::from));
  private long from;
  private final long until;
  private boolean ended;

  /**
   * Windows of a field.
   *
   * @param keys those of interest
   */
  Windows(IndexReader reader, String field, Order order, Span keys) throws IOException {
    this.order = order;
    this.from = keys.from();
    this.until = keys.until();
    for (LeafReaderContext part : reader.leaves()) {
      PointValues values = part.reader().getPointValues(field);
      if (values != null) {
        ahead.add(node(values.getPointTree()));
      }
    }
    ended = keys.isEmpty();
  }

  /** Documents whose keys are in a range, somewhere in a tree. */
  private record Node(PointTree tree, long from, long until) {}

  private Node node(PointTree tree) {
    long least = NumericUtils.sortableBytesToLong(tree.getMinPackedValue(), 0);
    long most = NumericUtils.sortableBytesToLong(tree.getMaxPackedValue(), 0);
    return order.descending()
        ? new Node(tree, order.key(most), order.key(least))
        : new Node(tree, least, most);
  }

  /** Whether all documents are in the windows handed out. */
  boolean isEnded() {
    return ended;
  }

  /** The keys of the next documents, about this many or a little more. */
  Span next(long size) throws IOException {
    long taken = 0;
    for (Node node = ahead.peek(); node != null && node.from() <= until; node = ahead.peek()) {
      if (taken >= size && node.from() > from) {
        Span window = new Span(from, node.from() - 1);
        from = node.from();
        return window;
      }
      ahead.remove();
      if (node.until() >= from) {
        taken += taken(node, size);
      }
    }
    return rest();
  }

  /** All that is left. */
  Span rest() {
    ended = true;
    return new Span(from, until);
  }

  /** Documents of a node, if it is not worth looking into; its halves come back otherwise. */
  private long taken(Node node, long size) throws IOException {
    if (node.tree().size() > Math.max(LEAF, size / GRAIN)) {
      PointTree left = node.tree().clone();
      if (left.moveToChild()) {
        ahead.add(node(left));
        PointTree right = node.tree(); // A clone of the left one would not know its sibling.
        if (right.moveToChild() && right.moveToSibling()) {
          ahead.add(node(right));
        }
        return 0;
      }
    }
    return node.tree().size();
  }
}
