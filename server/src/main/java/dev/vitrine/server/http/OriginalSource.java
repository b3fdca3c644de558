package dev.vitrine.server.http;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.catalog.AssetFacts;
import dev.vitrine.catalog.ServedAssets;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;

/** An asset as it is stored. */
record OriginalSource(AssetFacts facts, ServedAssets assets, AssetStore blobs)
    implements AssetSource {
  @Override
  public Validators validators() {
    return new Validators("\"" + facts.blob().sha256() + "\"", facts.modified());
  }

  @Override
  public AssetBody body() {
    return AssetBody.original(facts);
  }

  @Override
  public boolean byAccept() {
    return false;
  }

  @Override
  public BlobReader open() {
    BlobReader blob = blobs.open(facts.blob().key());
    if (blob != null && blob.size() == facts.blob().size()) {
      return blob;
    }
    if (blob != null) {
      blob.close();
    }
    throw missing(facts, assets);
  }

  /** Why there are no bytes where an asset says they are. */
  static VitrineException missing(AssetFacts facts, ServedAssets assets) {
    assets.invalidate(facts.id());
    AssetFacts now = assets.load(facts.id());
    if (now == null) {
      return new VitrineException(ErrorCode.NOT_FOUND, "Asset " + facts.id() + " not found");
    }
    return now.blob().equals(facts.blob())
        ? new VitrineException(
            ErrorCode.INTERNAL, "The bytes of asset " + facts.id() + " are missing or damaged")
        : new VitrineException(
            ErrorCode.UNAVAILABLE, "Asset " + facts.id() + " is just being changed");
  }
}
