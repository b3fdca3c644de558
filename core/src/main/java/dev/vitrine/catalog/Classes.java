package dev.vitrine.catalog;

import dev.vitrine.model.JsonObject;
import org.jspecify.annotations.Nullable;

/** Stub. */
public final class Classes {
  public JsonObject published(String slug) {
    return JsonObject.EMPTY;
  }

  public @Nullable JsonObject find(String slug) {
    return null;
  }
}
