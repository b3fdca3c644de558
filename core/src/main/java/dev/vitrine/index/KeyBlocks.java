package dev.vitrine.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/**
 * Runs of neighbouring documents, some thousands each, in the order of the first key that each of
 * them may have. What came into the index together is often of about one time: then the first rows
 * of a list are in few of them.
 */
final class KeyBlocks {
  private final List<Block> blocks;
  private int taken;

  /**
   * Documents of a part of the index, by their numbers.
   *
   * @param until the number after the last one
   * @param least no key that counts is smaller
   * @param matches about how many of them match
   * @param density about how many of those that match have any one key from the least on
   */
  record Block(
      LeafReaderContext part, int from, int until, long least, double matches, double density) {}

  private KeyBlocks(List<Block> blocks) {
    this.blocks = blocks;
  }

  /**
   * The blocks of an index.
   *
   * @param keys those of interest
   * @param matches about how many documents match, in each part of the index
   * @return null if a part does not say what is in its blocks
   */
  static @Nullable KeyBlocks of(
      List<LeafReaderContext> parts, String field, Order order, Span keys, long[] matches)
      throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (LeafReaderContext part : parts) {
      if (matches[part.ord] > 0) {
        DocValuesSkipper skipper = part.reader().getDocValuesSkipper(field);
        if (skipper == null) {
          return null;
        }
        double share = (double) matches[part.ord] / part.reader().maxDoc();
        add(part, skipper, order, keys, share, blocks);
      }
    }
    blocks.sort(Comparator.comparingLong(Block::least));
    return new KeyBlocks(blocks);
  }

  private static void add(
      LeafReaderContext part,
      DocValuesSkipper skipper,
      Order order,
      Span keys,
      double share,
      List<Block> blocks)
      throws IOException {
    for (skipper.advance(0);
        skipper.minDocID(0) != DocIdSetIterator.NO_MORE_DOCS;
        skipper.advance(skipper.maxDocID(0) + 1)) {
      long one = order.key(skipper.minValue(0));
      long other = order.key(skipper.maxValue(0));
      long least = Math.min(one, other);
      long most = Math.max(one, other);
      if (most >= keys.from() && least <= keys.until()) {
        double matches = share * skipper.docCount(0);
        blocks.add(
            new Block(
                part,
                skipper.minDocID(0),
                skipper.maxDocID(0) + 1,
                Math.max(least, keys.from()),
                matches,
                matches / ((double) most - least + 1)));
      }
    }
  }

  /**
   * How many blocks hold about so many of the first matches, as if keys were spread evenly in each.
   */
  int holding(double matches) {
    int few = taken;
    int many = blocks.size();
    while (few < many) {
      int middle = (few + many) >>> 1;
      if (before(middle) >= matches) {
        many = middle;
      } else {
        few = middle + 1;
      }
    }
    return few - taken;
  }

  /** About how many matches come before all of a block. */
  private double before(int block) {
    double sum = 0;
    double least = blocks.get(block).least();
    for (int i = taken; i < block; i++) {
      Block earlier = blocks.get(i);
      sum += Math.min(earlier.matches(), earlier.density() * (least - earlier.least()));
    }
    return sum;
  }

  /** How many blocks may have a key up to this one. */
  int upTo(long key) {
    int count = 0;
    while (taken + count < blocks.size() && blocks.get(taken + count).least() <= key) {
      count++;
    }
    return count;
  }

  /** About how many documents match in the next blocks. */
  double matches(int count) {
    double sum = 0;
    for (Block block : blocks.subList(taken, taken + count)) {
      sum += block.matches();
    }
    return sum;
  }

  /** The next blocks, in the order of documents. */
  List<Block> take(int count) {
    List<Block> next = new ArrayList<>(blocks.subList(taken, taken + count));
    taken += count;
    next.sort(
        Comparator.<Block>comparingInt(block -> block.part().ord).thenComparingInt(Block::from));
    return next;
  }
}
