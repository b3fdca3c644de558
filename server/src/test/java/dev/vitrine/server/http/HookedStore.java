package dev.vitrine.server.http;

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
 * A memory store that lets a test in before models, the trash or the feed are read: to fail just
 * then, to look, to be faster, or to keep it waiting.
 */
final class HookedStore implements DocumentStore {
  private final DocumentStore store = new MemoryStore();
  private volatile Consumer<List<Key>> hook = keys -> {};
  private volatile Runnable feedHook = () -> {};
  private final AtomicReference<@Nullable Runnable> trashHook = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> modelPutHook = new AtomicReference<>();

  /** What to do before each bulk read of models from now on; what it throws, the read throws. */
  void beforeModels(Consumer<List<Key>> hook) {
    this.hook = hook;
  }

  /** What to do before each read of the feed from now on. */
  void beforeChanges(Runnable hook) {
    this.feedHook = hook;
  }

  /** What to do before the trash is read the next time. */
  void beforeTrashOnce(Runnable hook) {
    trashHook.set(hook);
  }

  @Override
  public Fetched fetch(List<Key> keys, long byteLimit) {
    Runnable once =
        !keys.isEmpty() && keys.getFirst().kind() == Kind.TRASH ? trashHook.getAndSet(null) : null;
    if (once != null) {
      once.run();
    }
    if (!keys.isEmpty() && keys.getFirst().kind() == Kind.MODEL) {
      hook.accept(keys);
    }
    return store.fetch(keys, byteLimit);
  }

  /** What to do before a model is stored the next time. */
  void beforeModelPutOnce(Runnable hook) {
    modelPutHook.set(hook);
  }

  @Override
  public WriteResult put(Key key, long expectedRevision, Draft draft) {
    Runnable once = key.kind() == Kind.MODEL ? modelPutHook.getAndSet(null) : null;
    if (once != null) {
      once.run();
    }
    return store.put(key, expectedRevision, draft);
  }

  @Override
  public List<WriteResult> putAll(List<Put> puts) {
    return store.putAll(puts);
  }

  @Override
  public WriteResult delete(Key key, long expectedRevision) {
    return store.delete(key, expectedRevision);
  }

  @Override
  public Feed changes(Position after, Set<Kind> kinds, int limit) {
    feedHook.run();
    return store.changes(after, kinds, limit);
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
