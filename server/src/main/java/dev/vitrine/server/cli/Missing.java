package dev.vitrine.server.cli;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an answer lacks. */
final class Missing {
  private static final int NAMED = 5;

  private Missing() {}

  /** One line that names them, the first few if there are many. */
  static Optional<String> line(Set<String> ids) {
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    String named = ids.stream().limit(NAMED).map(Terminal::shown).collect(Collectors.joining(", "));
    return Optional.of(
        "not found: " + (ids.size() > NAMED ? ids.size() + " ids: " + named + ", …" : named));
  }

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
