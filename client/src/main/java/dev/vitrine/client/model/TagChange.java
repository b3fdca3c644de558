package dev.vitrine.client.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change of tags came to. */
public final class TagChange extends ApiObject {
  private @Nullable List<String> added;
  private @Nullable List<String> deleted;

  private TagChange() {}

  /** The tags that the model did not have before. */
  public List<String> added() {
    return list(added).orElse(List.of());
  }

  /** The tags that the model no longer has. */
  public List<String> deleted() {
    return list(deleted).orElse(List.of());
  }
}
