package dev.vitrine.store.memory;

import dev.vitrine.store.Bytes;
import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.RevisionPosition;
import dev.vitrine.store.StoreArguments;
import dev.vitrine.store.StoreCapabilities;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents in maps under one lock: the simplest engine that keeps the contract, and the model of
 * it.
 */
public final class MemoryStore implements DocumentStore {
  private final InstantSource clock;
  private final String name = UUID.randomUUID().toString().substring(0, 8);
  private final Map<Key, Entry> byKey = new HashMap<>();
  private final TreeMap<Long, Entry> byRevision = new TreeMap<>();
  private long head;
  private long purged;
  private boolean closed;

  public MemoryStore() {
    this(InstantSource.system());
  }

  /** A store whose tombstones take their time from this clock. */
  public MemoryStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Fetched fetch(List<Key> keys, long byteLimit) {
    StoreArguments.checkFetch(keys, byteLimit);
    checkOpen();
    @Nullable Document[] documents = new @Nullable Document[keys.size()];
    int read = 0;
    for (long bytes = 0; read < documents.length && bytes <= byteLimit; read++) {
      Document document = live(keys.get(read));
      if (document != null) {
        documents[read] = document;
        bytes += document.body().length();
      }
    }
    return new Fetched(Arrays.asList(documents), read);
  }

  @Override
  public synchronized WriteResult put(Key key, long expectedRevision, Draft draft) {
    Put put = new Put(key, expectedRevision, draft);
    checkOpen();
    return write(put.key(), put.expectedRevision(), put.draft());
  }

  @Override
  public synchronized List<WriteResult> putAll(List<Put> puts) {
    StoreArguments.checkPuts(puts);
    checkOpen();
    List<WriteResult> results = new ArrayList<>(puts.size());
    for (Put put : puts) {
      results.add(write(put.key(), put.expectedRevision(), put.draft()));
    }
    return results;
  }

  @Override
  public synchronized WriteResult delete(Key key, long expectedRevision) {
    StoreArguments.checkDelete(key, expectedRevision);
    checkOpen();
    return write(key, expectedRevision, null);
  }

  @Override
  public synchronized Feed changes(Position after, Set<Kind> kinds, int limit) {
    StoreArguments.checkChanges(kinds, limit);
    checkOpen();
    RevisionPosition from = RevisionPosition.parse(after, name, head, purged);
    if (from.expired(purged)) {
      return new Feed.Expired();
    }
    List<Change> page = new ArrayList<>();
    for (Entry entry : byRevision.tailMap(from.revision(), false).values()) {
      if (!kinds.contains(entry.change.key().kind())) {
        continue;
      }
      if (page.size() == limit) {
        return new Feed.Changes(page, from.at(page.getLast().revision()).position(), true);
      }
      page.add(entry.change);
    }
    return new Feed.Changes(
        page, from.revision() == head ? after : from.at(head).position(), false);
  }

  @Override
  public synchronized Position head() {
    checkOpen();
    return new RevisionPosition(name, head, 0).position();
  }

  @Override
  public synchronized int purgeTombstones(Instant deletedBefore) {
    checkOpen();
    int count = 0;
    for (Iterator<Entry> entries = byRevision.values().iterator(); entries.hasNext(); ) {
      Entry entry = entries.next();
      if (entry.deletedAt != null && entry.deletedAt.isBefore(deletedBefore)) {
        entries.remove();
        byKey.remove(entry.change.key());
        purged = Math.max(purged, entry.change.revision());
        count++;
      }
    }
    return count;
  }

  @Override
  public synchronized StoreCapabilities capabilities() {
    checkOpen();
    return new StoreCapabilities("memory", false, false);
  }

  @Override
  public synchronized void close() {
    closed = true;
    byKey.clear();
    byRevision.clear();
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("The store is closed.");
    }
  }

  /** Stores a draft, or a tombstone where there is none. */
  private WriteResult write(Key key, long expectedRevision, @Nullable Draft draft) {
    Document current = live(key);
    if ((current == null ? ABSENT : current.revision()) != expectedRevision) {
      return new WriteResult.Conflict(current);
    }
    long revision = ++head;
    Entry entry;
    if (draft != null) {
      Change change =
          new Change(
              key, revision, draft.owner(), draft.previousOwner(), draft.visibility(), false);
      entry = new Entry(change, draft.body(), null);
    } else {
      Document last = Objects.requireNonNull(current);
      Change change = new Change(key, revision, last.owner(), null, last.visibility(), true);
      entry = new Entry(change, null, clock.instant());
    }
    Entry replaced = byKey.put(key, entry);
    if (replaced != null) {
      byRevision.remove(replaced.change.revision());
    }
    byRevision.put(revision, entry);
    return new WriteResult.Stored(revision);
  }

  private @Nullable Document live(Key key) {
    Entry entry = byKey.get(key);
    if (entry == null || entry.body == null) {
      return null;
    }
    Change change = entry.change;
    return new Document(
        key,
        change.revision(),
        change.owner(),
        change.previousOwner(),
        change.visibility(),
        entry.body);
  }

  /** The latest state of one document: a body, or the time it was deleted. */
  private record Entry(Change change, @Nullable Bytes body, @Nullable Instant deletedAt) {}
}
