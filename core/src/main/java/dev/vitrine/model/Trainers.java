package dev.vitrine.model;

import dev.vitrine.error.VitrineException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which types of models are trained, by which trainer, and which parameters each trainer takes
 * (contract: {@code x-trainers} and {@code x-trainer-bounds} of {@code openapi.yaml}).
 *
 * @param ofType the trainer of each type that has one
 * @param ofParameter the trainers that take each parameter
 * @param bounds what a parameter is held to beyond its own bounds, by parameter and trainer
 */
public record Trainers(
    Map<String, String> ofType,
    Map<String, Set<String>> ofParameter,
    Map<String, Map<String, NumberBounds>> bounds) {
  /** Whether models of a type begin untrained. */
  public boolean isTrained(String type) {
    return ofType.containsKey(type);
  }

  /**
   * Refuses parameters that are not for the trainer of a type.
   *
   * @throws VitrineException INVALID_PARAMETER
   */
  public void check(String type, JsonObject parameters) {
    String trainer = ofType.get(type);
    parameters
        .members()
        .forEach((name, value) -> {
          Set<String> trainers = ofParameter.get(name);
          if (trainers != null) { // What is not known is kept, like any unknown member.
            check(type, trainer, name, trainers);
            checkBounds(trainer, name, value);
          }
        });
  }

  private static void check(
      String type, @Nullable String trainer, String name, Set<String> trainers) {
    if (trainer == null || !trainers.contains(trainer)) {
      throw VitrineException.invalidParameter(
          "parameters." + name,
          trainer == null
              ? "must not be set: models of type " + type + " are not trained"
              : "is no parameter for models of type " + type,
          Map.of("type", type, "trainers", new TreeSet<>(trainers).stream().toList()));
    }
  }

  private void checkBounds(@Nullable String trainer, String name, Json value) {
    NumberBounds own = bounds.getOrDefault(name, Map.of()).get(trainer == null ? "" : trainer);
    if (own != null && value instanceof JsonNumber number) {
      own.check(number, "parameters." + name);
    }
  }
}
