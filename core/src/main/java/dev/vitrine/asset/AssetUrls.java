package dev.vitrine.asset;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Makes the signed URLs of assets the catalogue holds (contract section 3). */
public final class AssetUrls {
  private final String publicBase;
  private final SigningKey key;
  private final InstantSource clock;

  /**
   * A maker of URLs.
   *
   * @param publicBase scheme, authority and path that clients reach this server by, without a
   *     trailing slash; configured, never taken from a request
   */
  public AssetUrls(String publicBase, SigningKey key, InstantSource clock) {
    this.publicBase = publicBase;
    this.key = key;
    this.clock = clock;
  }

  /**
   * The window URLs are made for now, named by its end in seconds since 1970: URLs of one window
   * are identical.
   */
  public long window() {
    return SigningWindow.expiresAt(clock.instant());
  }

  /**
   * The URL of an asset.
   *
   * @param original the untransformed bytes rather than the rendition
   * @param window as {@link #window} gave it
   */
  public String url(String assetId, boolean original, long window) {
    String path =
        (original ? "/assets/" : "/assets-transform/")
            + URLEncoder.encode(assetId, StandardCharsets.UTF_8).replace("+", "%20");
    return publicBase
        + path
        + "?p=100&Expires="
        + window
        + "&Key-Pair-Id="
        + key.id()
        + "&Signature="
        + key.sign(path, window);
  }
}
