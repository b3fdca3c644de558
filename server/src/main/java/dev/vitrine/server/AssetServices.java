package dev.vitrine.server;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.MediaInspector;
import dev.vitrine.catalog.AssetCopies;
import dev.vitrine.catalog.AssetDownloads;
import dev.vitrine.catalog.AssetEdits;
import dev.vitrine.catalog.AssetPictures;
import dev.vitrine.catalog.AssetReads;
import dev.vitrine.catalog.AssetRemoval;
import dev.vitrine.catalog.AssetRows;
import dev.vitrine.catalog.AssetTags;
import dev.vitrine.catalog.AssetWithdrawal;
import dev.vitrine.catalog.AssetWrites;
import dev.vitrine.catalog.Assets;
import dev.vitrine.catalog.CanvasLocks;
import dev.vitrine.catalog.Collections;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.Projects;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.store.DocumentStore;
import java.time.InstantSource;

/** The services over assets, put together. */
public record AssetServices(
    AssetEdits edits,
    Assets assets,
    AssetPictures pictures,
    AssetReads reads,
    AssetWrites writes,
    AssetTags tags,
    CanvasLocks locks,
    AssetCopies copies,
    AssetRemoval removal,
    AssetWithdrawal withdrawal,
    AssetDownloads downloads) {
  static AssetServices over(
      DocumentStore store,
      AssetStore blobs,
      MediaInspector inspector,
      CatalogIndex index,
      AssetUrls urls,
      Collections collections,
      Projects projects,
      Ids ids,
      InstantSource clock) {
    AssetEdits edits = new AssetEdits(store, clock);
    Assets assets = new Assets(store, edits, collections, clock);
    AssetPictures pictures = new AssetPictures(blobs, inspector);
    AssetRemoval removal = new AssetRemoval(store, blobs, index, clock);
    AssetWithdrawal withdrawal = new AssetWithdrawal(store, index, clock);
    CanvasLocks locks = new CanvasLocks(edits, ids, clock);
    return new AssetServices(
        edits,
        assets,
        pictures,
        new AssetReads(store, index, edits, new AssetRows(urls)),
        new AssetWrites(blobs, edits, assets, pictures, locks, removal, withdrawal),
        new AssetTags(edits),
        locks,
        new AssetCopies(blobs, edits, assets, projects),
        removal,
        withdrawal,
        new AssetDownloads(edits, urls));
  }
}
