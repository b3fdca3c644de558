package dev.vitrine.bench.drive;

/** The moments of requests that are due and wait for a connection, oldest first. */
final class Backlog {
  private static final int FIRST_SIZE = 1 << 12;

  private long[] ring = new long[FIRST_SIZE];
  private int head;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void add(long moment) {
    if (size == ring.length) {
      grow();
    }
    ring[(head + size++) & (ring.length - 1)] = moment;
  }

  /** The oldest; only if there is one. */
  long first() {
    return ring[head];
  }

  /** Takes the oldest out; only if there is one. */
  long remove() {
    long first = ring[head];
    head = (head + 1) & (ring.length - 1);
    size--;
    return first;
  }

  private void grow() {
    long[] larger = new long[2 * ring.length];
    int atEnd = ring.length - head;
    System.arraycopy(ring, head, larger, 0, atEnd);
    System.arraycopy(ring, 0, larger, atEnd, head);
    ring = larger;
    head = 0;
  }
}
