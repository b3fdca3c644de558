package dev.vitrine.testkit;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobInfo;
import dev.vitrine.asset.ForwardingAssetStore;
import dev.vitrine.asset.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Lets a test in just before something is done with blobs: to look, to fail, or to keep the caller
 * waiting. Hooks run on the thread that calls; what they throw, the call throws.
 */
public final class HookedAssetStore extends ForwardingAssetStore {
  private volatile Runnable beforePut = () -> {};
  private final AtomicReference<Runnable> beforeTouch = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> beforeEach = new AtomicReference<>(() -> {});

  /** Stands before a store, which it takes over. */
  public HookedAssetStore(AssetStore store) {
    super(store);
  }

  /** Done before each put from now on. */
  public void beforePut(Runnable hook) {
    beforePut = hook;
  }

  /** Done before the next blob is touched. */
  public void beforeTouchOnce(Runnable hook) {
    beforeTouch.set(hook);
  }

  /** Done before all blobs are looked through the next time. */
  public void beforeEachOnce(Runnable hook) {
    beforeEach.set(hook);
  }

  /** The keys of all blobs, found without a hook. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    store().each(blob -> keys.add(blob.key()));
    return keys;
  }

  @Override
  public StoredBlob put(InputStream bytes, long mostBytes) throws IOException {
    beforePut.run();
    return super.put(bytes, mostBytes);
  }

  @Override
  public boolean touch(String key) {
    beforeTouch.getAndSet(() -> {}).run();
    return super.touch(key);
  }

  @Override
  public void each(Consumer<BlobInfo> found) {
    beforeEach.getAndSet(() -> {}).run();
    super.each(found);
  }
}
