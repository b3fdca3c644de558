package dev.vitrine.client.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the asset that is made of an uploaded file has from the start. */
public final class UploadAssetOptions extends ApiObject {
  private @Nullable List<String> collectionIds;
  private @Nullable Boolean hide;
  private @Nullable String parentId;

  private UploadAssetOptions() {}

  /** The collections to put it into. */
  public Optional<List<String>> collectionIds() {
    return list(collectionIds);
  }

  /** Whether it is left out of lists. */
  public Optional<Boolean> hide() {
    return Optional.ofNullable(hide);
  }

  /** The asset it comes from. */
  public Optional<String> parentId() {
    return Optional.ofNullable(parentId);
  }
}
