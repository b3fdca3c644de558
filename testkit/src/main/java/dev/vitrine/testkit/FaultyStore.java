package dev.vitrine.testkit;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.StoreCapabilities;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Fails when it is told to, and otherwise does what the store behind it does. Closing never fails.
 */
public final class FaultyStore implements DocumentStore {
  /** One way to fail. */
  public enum Fault {
    /** The call does nothing and says so. */
    FAILS,
    /** A write is made, and its outcome is said to be unknown. */
    UNKNOWN_BUT_WRITTEN,
    /** A write is not made, and its outcome is said to be unknown. */
    UNKNOWN_AND_LOST
  }

  private final DocumentStore store;
  private final Queue<Fault> reads = new ConcurrentLinkedQueue<>();
  private final Queue<Fault> writes = new ConcurrentLinkedQueue<>();
  private final AtomicLong writesLeft = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean down;

  /** Stands before a store, which it takes over. */
  public FaultyStore(DocumentStore store) {
    this.store = store;
  }

  /** The next read that has not been told otherwise fails. */
  public void failNextRead() {
    reads.add(Fault.FAILS);
  }

  /** The next write that has not been told otherwise fails in this way. */
  public void failNextWrite(Fault fault) {
    writes.add(fault);
  }

  /** Fails every call from now on, or none but those told to. */
  public void setDown(boolean down) {
    this.down = down;
    writesLeft.set(Long.MAX_VALUE);
  }

  /**
   * Makes so many writes more and fails every call after them, as a process that dies in between
   * would: until {@link #setDown} is told otherwise.
   */
  public void dieAfterWrites(int writes) {
    writesLeft.set(writes);
  }

  @Override
  public Fetched fetch(List<Key> keys, long byteLimit) {
    return read(() -> store.fetch(keys, byteLimit));
  }

  @Override
  public WriteResult put(Key key, long expectedRevision, Draft draft) {
    return write(() -> store.put(key, expectedRevision, draft));
  }

  @Override
  public List<WriteResult> putAll(List<Put> puts) {
    return write(() -> store.putAll(puts));
  }

  @Override
  public WriteResult delete(Key key, long expectedRevision) {
    return write(() -> store.delete(key, expectedRevision));
  }

  @Override
  public Feed changes(Position after, Set<Kind> kinds, int limit) {
    return read(() -> store.changes(after, kinds, limit));
  }

  @Override
  public Position head() {
    return read(store::head);
  }

  @Override
  public int purgeTombstones(Instant deletedBefore) {
    return write(() -> store.purgeTombstones(deletedBefore));
  }

  @Override
  public StoreCapabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public void close() {
    store.close();
  }

  private <T> T read(Supplier<T> call) {
    if (down || reads.poll() != null) {
      throw failure();
    }
    return call.get();
  }

  private <T> T write(Supplier<T> call) {
    if (writesLeft.getAndDecrement() <= 0) {
      down = true;
    }
    Fault fault = down ? Fault.FAILS : writes.poll();
    if (fault == null) {
      return call.get();
    }
    switch (fault) {
      case FAILS -> throw failure();
      case UNKNOWN_BUT_WRITTEN -> {
        var _ = call.get();
      }
      case UNKNOWN_AND_LOST -> {}
    }
    throw new StoreException.OutcomeUnknown(
        "The store was told to fail: the write may or may not have been kept.", null);
  }

  private static StoreException failure() {
    return new StoreException("The store was told to fail.");
  }
}
