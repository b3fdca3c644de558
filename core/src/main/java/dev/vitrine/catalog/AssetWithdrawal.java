package dev.vitrine.catalog;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.WriteResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes assets that have become private out of the models of other projects, which would go on
 * handing out their URLs.
 *
 * <p>That it is to be done stands in the asset's document from the write that made it private until
 * it is done, so that a sweep goes on with what a process that is gone has left. Whoever began to
 * refer to it before it was private is in the index by then, or looks again ({@link AssetUses}).
 */
public final class AssetWithdrawal {
  private static final Logger LOG = LoggerFactory.getLogger(AssetWithdrawal.class);
  private static final int PAGE = 500;

  private final DocumentStore store;
  private final CatalogIndex index;
  private final AssetUsers users;

  public AssetWithdrawal(DocumentStore store, CatalogIndex index, InstantSource clock) {
    this.store = store;
    this.index = index;
    this.users = new AssetUsers(store, index, clock);
  }

  /**
   * Does what is to be done for an asset as it was stored.
   *
   * @return the asset as it is now
   * @throws dev.vitrine.error.VitrineException UNAVAILABLE if the index cannot tell who uses it;
   *     the asset is private nevertheless
   */
  AssetEdits.Stored finish(AssetEdits.Stored stored) {
    if (!stored.asset().withdrawing()) {
      return stored;
    }
    users.awaitIndex();
    users.takeOutOfOthers(stored.id());
    AssetDocument done = stored.asset().withdrawing(false);
    // A conflict: it was changed meanwhile, maybe made public again, and is looked at once more.
    return store.put(
                AssetEdits.key(stored.id()),
                stored.revision(),
                AssetEdits.draft(stored.owner(), done))
            instanceof WriteResult.Stored(long revision)
        ? new AssetEdits.Stored(revision, stored.owner(), done)
        : stored;
  }

  /**
   * Goes on with what others have begun.
   *
   * @return how many assets it dealt with
   */
  public int resume() {
    List<AssetEdits.Stored> left = new ArrayList<>();
    List<Key> keys = index.withdrawingAssets(PAGE).stream().map(AssetEdits::key).toList();
    Documents.each(
        store,
        keys,
        document -> {
          AssetEdits.Stored asset = AssetEdits.live(document);
          if (asset != null && asset.asset().withdrawing()) {
            left.add(asset);
          }
        });
    for (AssetEdits.Stored asset : left) {
      LOG.info("Asset {} is taken out of the models of others", asset.id());
      var _ = finish(asset);
    }
    return left.size();
  }
}
