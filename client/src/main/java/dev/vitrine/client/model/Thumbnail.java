package dev.vitrine.client.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The picture that stands for a model. */
public final class Thumbnail extends ApiObject {
  private @Nullable String assetId;
  private @Nullable String url;

  private Thumbnail() {}

  /** The asset that holds the picture. */
  public Optional<String> assetId() {
    return Optional.ofNullable(assetId);
  }

  /**
   * Where to fetch the picture; the original with {@code originalAssets}, otherwise the rendition.
   */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }
}
