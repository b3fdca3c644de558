package dev.vitrine.server;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.catalog.ServedAssets;
import dev.vitrine.image.Renditions;
import java.time.InstantSource;

/**
 * What the bytes of assets are answered with.
 *
 * @param keys what URLs are signed with
 */
public record AssetBytes(
    ServedAssets assets,
    AssetStore blobs,
    Renditions renditions,
    SigningKeys keys,
    InstantSource clock,
    Metrics metrics) {}
