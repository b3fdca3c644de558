package dev.vitrine.bulk;

/**
 * How much a bulk read may load at a time. Asked on the reading thread; what a method throws ends
 * the read, before anything more is read or made.
 */
public interface LoadBudget {
  /** Always as many bytes of documents, greater than 0. */
  static LoadBudget of(long bytes) {
    return () -> bytes;
  }

  /**
   * The bytes of documents that the next round trip may bring, greater than 0; one document may
   * exceed them.
   */
  long next();

  /** Documents of so many bytes have come and are about to be made into rows. */
  default void came(long bytes) {}
}
