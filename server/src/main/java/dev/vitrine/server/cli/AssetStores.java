package dev.vitrine.server.cli;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.ForeignStoreException;
import dev.vitrine.asset.OwnedAssetStore;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.asset.files.FileAssetStore;
import dev.vitrine.catalog.CatalogueId;
import dev.vitrine.s3.S3AssetStore;
import dev.vitrine.s3.S3Settings;
import dev.vitrine.server.config.AssetsConfig;
import dev.vitrine.server.config.Configuration;
import dev.vitrine.server.config.S3Config;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a configuration and a data folder say of assets, opened. */
final class AssetStores {
  private static final Logger LOG = LoggerFactory.getLogger(AssetStores.class);

  static final String SIGNING_KEY = "signing-key";
  private static final String ASSETS = "assets";
  private static final String RENDITIONS = "renditions";
  private static final String SPOOL = "spool";

  private AssetStores() {}

  /**
   * The store that holds the bytes of a catalogue's assets, which claims it when it uses it; to be
   * closed by the caller.
   *
   * @throws CommandFailure if it cannot be used
   */
  static OwnedAssetStore open(Configuration configuration, Catalogue catalogue) {
    AssetStore store = openAnybodys(configuration, catalogue.folder());
    return owned(store, catalogue);
  }

  private static OwnedAssetStore owned(AssetStore store, Catalogue catalogue) {
    boolean owned = false;
    try {
      OwnedAssetStore mine = new OwnedAssetStore(store, CatalogueId.getOrCreate(catalogue.store()));
      owned = true;
      return mine;
    } finally {
      if (!owned) {
        store.close();
      }
    }
  }

  /** As {@link #open}, whoever's it is. */
  static AssetStore openAnybodys(Configuration configuration, Path dataFolder) {
    AssetsConfig assets = configuration.assets();
    return switch (assets.store()) {
      case FILES -> files(assets.folder() == null ? dataFolder.resolve(ASSETS) : assets.folder());
      case S3 -> S3AssetStore.open(settings(configuration.s3()), dataFolder.resolve(SPOOL));
    };
  }

  private static S3Settings settings(S3Config s3) {
    String id = s3.accessKeyId();
    String secret = s3.secretAccessKey();
    return new S3Settings(
        s3.endpoint(),
        s3.region(),
        s3.bucket(),
        s3.prefix(),
        s3.pathStyle(),
        id == null || secret == null ? null : new S3Settings.Credentials(id, secret));
  }

  /** The store of a folder of files, which is made if it is not there. */
  static AssetStore files(Path folder) {
    try {
      return FileAssetStore.open(folder);
    } catch (AssetStoreException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  /** The store of a data folder that nothing is configured for, see {@link #open}. */
  static OwnedAssetStore inFolder(Catalogue catalogue) {
    return owned(files(catalogue.folder().resolve(ASSETS)), catalogue);
  }

  /**
   * Claims a store for its catalogue. One that is away now is claimed when it is used.
   *
   * @throws ForeignStoreException if it is another's
   */
  static void claim(OwnedAssetStore store) {
    try {
      store.own();
    } catch (ForeignStoreException e) {
      throw e;
    } catch (AssetStoreException e) {
      LOG.warn("The store of assets cannot be used now: {}", e.getMessage());
    }
  }

  /** Where renditions of a data folder are kept. */
  static Path renditions(Path dataFolder) {
    return dataFolder.resolve(RENDITIONS);
  }

  /** The keys URLs are signed with: those that are configured, else those in the data folder. */
  static SigningKeys signingKeys(AssetsConfig assets, Path dataFolder) {
    if (!assets.signingKeys().isEmpty()) {
      return SigningKeys.of(assets.signingKeys());
    }
    try {
      return SigningKeys.in(dataFolder.resolve(SIGNING_KEY));
    } catch (IOException e) {
      throw new CommandFailure("The signing keys cannot be used: " + e.getMessage() + ".");
    }
  }
}
