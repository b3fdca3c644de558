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
import dev.vitrine.store.WriteResult;
import dev.vitrine.store.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a test in just before or after a store is read or written: to look, to fail, to be faster,
 * or to keep the reader waiting. Hooks run on the thread that calls; what they throw, the call
 * throws.
 */
public final class HookedStore implements DocumentStore {
  private final DocumentStore store;
  private final AtomicReference<@Nullable Runnable> beforeTrash = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> beforeModelPut = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> afterModelPut = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> beforeAssetPut = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> beforeAssetDelete = new AtomicReference<>();
  private volatile Consumer<List<Key>> beforeModels = keys -> {};
  private volatile Consumer<List<Key>> fetched = keys -> {};
  private volatile Consumer<List<Put>> beforePuts = puts -> {};
  private volatile Runnable beforeChanges = () -> {};
  private volatile Runnable changesRead = () -> {};

  /** Stands before an empty memory store. */
  public HookedStore() {
    this(new MemoryStore());
  }

  /** Stands before a store, which it takes over. */
  public HookedStore(DocumentStore store) {
    this.store = store;
  }

  /** Done before each read of models from now on. */
  public void beforeModels(Consumer<List<Key>> hook) {
    beforeModels = hook;
  }

  /** Done after each read of documents from now on, before its reader learns what they are. */
  public void onFetched(Consumer<List<Key>> hook) {
    fetched = hook;
  }

  /** Done before each batch of writes from now on. */
  public void beforePuts(Consumer<List<Put>> hook) {
    beforePuts = hook;
  }

  /** Done before each read of the feed from now on. */
  public void beforeChanges(Runnable hook) {
    beforeChanges = hook;
  }

  /** Done after each read of the feed from now on, before its reader learns what is in it. */
  public void onChangesRead(Runnable hook) {
    changesRead = hook;
  }

  /** Done before the trash is read the next time. */
  public void beforeTrashOnce(Runnable hook) {
    beforeTrash.set(hook);
  }

  /** Done before a single model is stored the next time. */
  public void beforeModelPutOnce(Runnable hook) {
    beforeModelPut.set(hook);
  }

  /** Done after a single model was stored the next time, before whoever stores it learns so. */
  public void afterModelPutOnce(Runnable hook) {
    afterModelPut.set(hook);
  }

  /** Done before a single asset is stored the next time. */
  public void beforeAssetPutOnce(Runnable hook) {
    beforeAssetPut.set(hook);
  }

  /** Done before an asset is deleted the next time. */
  public void beforeAssetDeleteOnce(Runnable hook) {
    beforeAssetDelete.set(hook);
  }

  private static void once(boolean due, AtomicReference<@Nullable Runnable> hook) {
    Runnable work = due ? hook.getAndSet(null) : null;
    if (work != null) {
      work.run();
    }
  }

  @Override
  public Fetched fetch(List<Key> keys, long byteLimit) {
    Kind first = keys.isEmpty() ? null : keys.getFirst().kind();
    once(first == Kind.TRASH, beforeTrash);
    if (first == Kind.MODEL) {
      beforeModels.accept(keys);
    }
    Fetched documents = store.fetch(keys, byteLimit);
    fetched.accept(keys);
    return documents;
  }

  @Override
  public WriteResult put(Key key, long expectedRevision, Draft draft) {
    once(key.kind() == Kind.MODEL, beforeModelPut);
    once(key.kind() == Kind.ASSET, beforeAssetPut);
    WriteResult result = store.put(key, expectedRevision, draft);
    once(key.kind() == Kind.MODEL, afterModelPut);
    return result;
  }

  @Override
  public List<WriteResult> putAll(List<Put> puts) {
    beforePuts.accept(puts);
    return store.putAll(puts);
  }

  @Override
  public WriteResult delete(Key key, long expectedRevision) {
    once(key.kind() == Kind.ASSET, beforeAssetDelete);
    return store.delete(key, expectedRevision);
  }

  @Override
  public Feed changes(Position after, Set<Kind> kinds, int limit) {
    beforeChanges.run();
    Feed feed = store.changes(after, kinds, limit);
    changesRead.run();
    return feed;
  }

  @Override
  public Position head() {
    return store.head();
  }

  @Override
  public int purgeTombstones(Instant deletedBefore) {
    return store.purgeTombstones(deletedBefore);
  }

  @Override
  public StoreCapabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public void close() {
    store.close();
  }
}
