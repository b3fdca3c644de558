package dev.vitrine.server.cli;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an answer lacks. */
final class Missing {
  private Missing() {}

  /** The ids asked for that have no row in an answer. */
  static Set<String> ids(Json answer, List<String> wanted) {
    Set<String> missing = new LinkedHashSet<>(wanted);
    JsonArray models = answer instanceof JsonObject object ? object.array("models") : null;
    if (models != null) {
      for (Json model : models.elements()) {
        if (model instanceof JsonObject row && row.text("id") != null) {
          missing.remove(row.text("id"));
        }
      }
    }
    return missing;
  }
}
