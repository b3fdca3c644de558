package dev.vitrine.asset;

import dev.vitrine.asset.SigningKeys.Purpose;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Makes the signed URLs of assets the catalogue holds (contract section 3). */
public final class AssetUrls {
  /** Seconds since 1970 that a window can end at; above them stands which key signs. */
  private static final int EXPIRY_BITS = 40;

  private static final long EXPIRY = (1L << EXPIRY_BITS) - 1;

  private final String publicBase;
  private final SigningKeys keys;
  private final InstantSource clock;

  /**
   * A maker of URLs.
   *
   * @param publicBase scheme, authority and path that clients reach this server by, without a
   *     trailing slash; configured, never taken from a request
   */
  public AssetUrls(String publicBase, SigningKeys keys, InstantSource clock) {
    this.publicBase = publicBase;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The window URLs are made for now: a number that stays the same as long as URLs do. Another
   * begins with the calendar, and when another key begins to sign.
   */
  public long window() {
    return (long) keys.id().hashCode() << EXPIRY_BITS
        | (SigningWindow.expiresAt(clock.instant()) & EXPIRY);
  }

  /**
   * The URL of an asset.
   *
   * @param original the untransformed bytes rather than the rendition
   * @param window as {@link #window} gave it
   */
  public String url(String assetId, boolean original, long window) {
    SigningKey key = keys.newest();
    long expires = window & EXPIRY;
    String path =
        (original ? "/assets/" : "/assets-transform/")
            + URLEncoder.encode(assetId, StandardCharsets.UTF_8).replace("+", "%20");
    return publicBase
        + path
        + "?p=100&Expires="
        + expires
        + "&Key-Pair-Id="
        + key.id()
        + "&Signature="
        + SigningKeys.sign(key, Purpose.READ, path, expires);
  }
}
