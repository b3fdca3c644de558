package dev.vitrine.server;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.MediaInspector;
import dev.vitrine.asset.UploadUrls;
import dev.vitrine.catalog.AssetLookup;
import dev.vitrine.catalog.Collections;
import dev.vitrine.catalog.RecognisedUploads;
import dev.vitrine.catalog.UploadCompletion;
import dev.vitrine.catalog.UploadLimits;
import dev.vitrine.catalog.UploadListener;
import dev.vitrine.catalog.UploadSweep;
import dev.vitrine.catalog.UploadViews;
import dev.vitrine.catalog.Uploads;
import dev.vitrine.store.DocumentStore;
import java.time.InstantSource;

/** The services over uploads, put together. To be closed before the stores. */
public record UploadServices(
    Uploads uploads,
    UploadUrls urls,
    UploadViews views,
    UploadCompletion completion,
    UploadSweep sweep)
    implements AutoCloseable {
  static UploadServices over(
      DocumentStore store,
      AssetStore blobs,
      MediaInspector inspector,
      CatalogueServices catalogue,
      UploadUrls urls,
      UploadListener listener,
      InstantSource clock,
      UploadLimits limits) {
    Collections collections = new Collections(store, clock);
    AssetLookup lookup = new AssetLookup(store);
    Uploads uploads =
        new Uploads(store, blobs, collections, lookup, catalogue.ids(), limits, clock);
    UploadCompletion completion =
        new UploadCompletion(
            uploads,
            blobs,
            new RecognisedUploads(
                blobs, inspector, catalogue.assets().assets(), collections, lookup),
            listener,
            clock);
    return new UploadServices(
        uploads, urls, new UploadViews(urls), completion, new UploadSweep(store, completion));
  }

  @Override
  public void close() {
    completion.close();
  }
}
