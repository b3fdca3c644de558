package dev.vitrine.asset;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A store of assets as one catalogue uses it: nothing is stored in it or deleted from it unless it
 * is that catalogue's own. An empty store that nobody owns becomes its own by that; one that is
 * another's, or holds blobs that may be another's, is refused. Reading it is free.
 */
public final class OwnedAssetStore extends ForwardingAssetStore {
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final String catalogue;
  private final LongSupplier nanoTime;

  /** When the store was seen to be the catalogue's own; null if it was not. */
  private volatile @Nullable Long seenAt;

  /**
   * A catalogue's view of a store, which it takes over.
   *
   * @param catalogue its id
   */
  public OwnedAssetStore(AssetStore store, String catalogue) {
    this(store, catalogue, System::nanoTime);
  }

  OwnedAssetStore(AssetStore store, String catalogue, LongSupplier nanoTime) {
    super(store);
    this.catalogue = catalogue;
    this.nanoTime = nanoTime;
  }

  /**
   * Makes sure that the store is the catalogue's own. Looks once a minute: whoever has it handed
   * over is heeded long before others collect what is stored now.
   *
   * @throws ForeignStoreException if it is another's
   * @throws AssetStoreException if it cannot tell now
   */
  public void own() {
    long now = nanoTime.getAsLong();
    Long seen = seenAt;
    if (seen == null || now - seen > LOOK_EVERY.toNanos()) {
      if (seen == null && store().owner() == null) {
        checkEmpty();
      }
      String owner = store().claim(catalogue);
      if (!owner.equals(catalogue)) {
        throw ForeignStoreException.ownedBy(owner, catalogue);
      }
      seenAt = now;
    }
  }

  private void checkEmpty() {
    store()
        .each(blob -> {
          throw ForeignStoreException.unowned();
        });
  }

  @Override
  public StoredBlob put(InputStream bytes, long mostBytes) throws IOException {
    own();
    return super.put(bytes, mostBytes);
  }

  @Override
  public boolean touch(String key) {
    own();
    return super.touch(key);
  }

  @Override
  public void delete(String key) {
    own();
    super.delete(key);
  }

  @Override
  public boolean deleteUntouchedSince(String key, Instant instant) {
    own();
    return super.deleteUntouchedSince(key, instant);
  }

  @Override
  public void tidy() {
    own();
    super.tidy();
  }
}
