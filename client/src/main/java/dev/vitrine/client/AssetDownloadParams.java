package dev.vitrine.client;

import dev.vitrine.client.model.AssetFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to download. Immutable. */
public final class AssetDownloadParams {
  private final @Nullable String assetId;
  private final @Nullable String url;
  private final boolean rendition;
  private final @Nullable AssetFormat format;
  private final long mostBytes;
  private final @Nullable DownloadListener listener;

  private AssetDownloadParams(
      @Nullable String assetId,
      @Nullable String url,
      boolean rendition,
      @Nullable AssetFormat format,
      long mostBytes,
      @Nullable DownloadListener listener) {
    this.assetId = assetId;
    this.url = url;
    this.rendition = rendition;
    this.format = format;
    this.mostBytes = mostBytes;
    this.listener = listener;
  }

  /**
   * The asset of this id, as it was uploaded.
   *
   * @throws IllegalArgumentException if no asset can have this id
   */
  public static AssetDownloadParams of(String assetId) {
    return new AssetDownloadParams(Ids.checked(assetId), null, false, null, Long.MAX_VALUE, null);
  }

  /**
   * What is behind a URL that an answer named: that of a thumbnail, say, with {@code
   * &width=256&format=jpeg} appended. The key is not sent there.
   */
  public static AssetDownloadParams ofUrl(String url) {
    return new AssetDownloadParams(null, url, false, null, Long.MAX_VALUE, null);
  }

  /** The same as the service shows it, rather than as it was uploaded. */
  public AssetDownloadParams rendition() {
    return new AssetDownloadParams(assetId, url, true, null, mostBytes, listener);
  }

  /** The same in another format. */
  public AssetDownloadParams format(AssetFormat wanted) {
    return new AssetDownloadParams(assetId, url, false, wanted, mostBytes, listener);
  }

  /**
   * The same, refusing what is larger. Default: nothing is too large.
   *
   * @throws IllegalArgumentException if it is less than 0
   */
  public AssetDownloadParams mostBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("mostBytes is at least 0");
    }
    return new AssetDownloadParams(assetId, url, rendition, format, bytes, listener);
  }

  /** The same with somebody who is told how it goes. */
  public AssetDownloadParams listener(DownloadListener told) {
    return new AssetDownloadParams(assetId, url, rendition, format, mostBytes, told);
  }

  /** The asset; empty for a URL. */
  public Optional<String> assetId() {
    return Optional.ofNullable(assetId);
  }

  /** The format; empty for the one there is. */
  public Optional<AssetFormat> format() {
    return Optional.ofNullable(format);
  }

  @Nullable String url() {
    return url;
  }

  boolean isRendition() {
    return rendition;
  }

  long mostBytes() {
    return mostBytes;
  }

  DownloadListener listener() {
    return listener == null ? (received, total) -> {} : listener;
  }
}
