package dev.vitrine.server.config;

/**
 * What is kept in memory.
 *
 * @param heapShare part of the heap for finished rows, 0 to 0.8
 */
public record CacheConfig(double heapShare) {
  /** The bytes that are, of a heap. */
  public long bytes(long heap) {
    return (long) (heap * heapShare);
  }
}
