package dev.vitrine.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents by key, with compare-and-set on one document and one ordered feed of changes. Engines
 * owe nothing more: no transaction over several documents, no query by content.
 *
 * <p>All methods may be called from any thread and may block; they are called on virtual threads.
 * After {@link #close} every method throws {@link StoreException}.
 *
 * <p><b>Revisions.</b> Every write that is stored gets a revision greater than that of every write
 * stored before it, in this or any other process. A revision is never reused.
 */
public interface DocumentStore extends AutoCloseable {
  /** Expected revision of a document that must not exist; a tombstone counts as not existing. */
  long ABSENT = 0;

  /**
   * Reads documents in one round trip, whatever their number.
   *
   * <p>The answer is one consistent state of the store, and holds every write acknowledged before
   * the call.
   *
   * @param keys any number, also none; duplicates are answered at each of their positions
   * @param byteLimit reading stops after the document whose body makes the sum of bodies exceed
   *     this many bytes; greater than 0. Bounds the memory of the call, never truncates: see {@link
   *     Fetched#read}
   * @throws StoreException if the store cannot be read
   */
  Fetched fetch(List<Key> keys, long byteLimit);

  /** Reads one document; null if there is none. */
  default @Nullable Document fetch(Key key) {
    return fetch(List.of(key), Long.MAX_VALUE).documents().getFirst();
  }

  /**
   * Writes one document if it is at the expected revision. Durable when it returns {@link
   * WriteResult.Stored}.
   *
   * @param expectedRevision the revision it must have, or {@link #ABSENT}
   * @throws StoreException if nothing was written
   * @throws StoreException.OutcomeUnknown if it may have been
   */
  WriteResult put(Key key, long expectedRevision, Draft draft);

  /**
   * Writes many documents, each on its own terms: a conflict at one position leaves the others
   * alone. Documents are written in the order given, so their revisions ascend. The engine commits
   * in batches small enough that other writers wait about 50 ms at most; when a batch fails, those
   * before it stay.
   *
   * @return by position; durable when it returns
   * @throws StoreException if a batch could not be written
   */
  List<WriteResult> putAll(List<Put> puts);

  /**
   * Deletes one document if it is at the expected revision, leaving a tombstone in the feed.
   *
   * @param expectedRevision greater than 0
   * @return Conflict with null if there is no document
   */
  WriteResult delete(Key key, long expectedRevision);

  /**
   * The latest state of each document of these kinds that changed after a position, in revision
   * order. No kinds, no changes.
   *
   * <p>Nothing ever appears before a position already handed out, whichever process wrote it: a
   * consumer that goes on from {@link Feed.Changes#next} misses nothing. A document that changed
   * several times appears once, at its latest revision.
   *
   * @param limit 1 or more changes at most
   * @throws IllegalArgumentException if the position is not one of this engine's
   */
  Feed changes(Position after, Set<Kind> kinds, int limit);

  /**
   * The end of the feed: every write acknowledged before this call is at or before it, every later
   * one after it.
   */
  Position head();

  /**
   * Forgets tombstones of deletions before an instant. Positions before the newest one forgotten
   * are {@link Feed.Expired} from then on, except {@link Position#START}, from which a consumer
   * rebuilds, and the positions it reaches from there: only tombstones forgotten after it began can
   * expire those. Whoever asks on from {@link Feed.Changes#next} once it has seen all is not
   * expired by deletions of kinds it does not follow.
   *
   * @return how many were forgotten
   */
  int purgeTombstones(Instant deletedBefore);

  StoreCapabilities capabilities();

  /** Waits for writes under way, then lets go of everything. Closing twice is harmless. */
  @Override
  void close();
}
