package dev.vitrine.client;

/**
 * How a file is divided: into parts whose sizes differ by one byte at most, the same parts whenever
 * the same number of them is made of the same size.
 *
 * @param size bytes of the file
 * @param count at least 1
 */
record Parts(long size, int count) {
  /** The most parts that a service takes. */
  private static final int MOST = 10_000;

  /** Parts of at most this size, or larger ones where there would be too many. */
  static Parts of(long size, long partSize) {
    long count = (size + partSize - 1) / partSize;
    return new Parts(size, (int) Math.max(1, Math.min(MOST, count)));
  }

  /** Where a part begins, by its place from 0; its end is where the next begins. */
  long start(int place) {
    return place * (size / count) + Math.min(place, size % count);
  }

  long length(int place) {
    return start(place + 1) - start(place);
  }
}
