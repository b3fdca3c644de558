package dev.vitrine.asset;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stands before a store of assets, which it takes over, and passes on what is not overridden. */
public abstract class ForwardingAssetStore implements AssetStore {
  private final AssetStore store;

  protected ForwardingAssetStore(AssetStore store) {
    this.store = store;
  }

  /** The store that calls are passed on to; what this throws, they throw. */
  protected AssetStore store() {
    return store;
  }

  @Override
  public StoredBlob put(InputStream bytes, long mostBytes) throws IOException {
    return store().put(bytes, mostBytes);
  }

  @Override
  public @Nullable BlobReader open(String key) {
    return store().open(key);
  }

  @Override
  public boolean exists(String key) {
    return store().exists(key);
  }

  @Override
  public boolean touch(String key) {
    return store().touch(key);
  }

  @Override
  public void delete(String key) {
    store().delete(key);
  }

  @Override
  public boolean deleteUntouchedSince(String key, Instant instant) {
    return store().deleteUntouchedSince(key, instant);
  }

  @Override
  public void each(Consumer<BlobInfo> found) {
    store().each(found);
  }

  @Override
  public void tidy() {
    store().tidy();
  }

  @Override
  public @Nullable String owner() {
    return store().owner();
  }

  @Override
  public String claim(String catalogue) {
    return store().claim(catalogue);
  }

  @Override
  public void handOver(String catalogue) {
    store().handOver(catalogue);
  }

  @Override
  public void close() {
    store.close();
  }
}
