package dev.vitrine.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The documented fields of a model: their order in a row and their shapes, read from {@code
 * openapi.yaml}, which is the one place where they are written down.
 */
public final class ModelFields {
  private final Map<String, Integer> rank;
  private final List<String> names;
  private final Shape.ObjectOf shape;
  private final Trainers trainers;

  ModelFields(List<String> leading, Shape.ObjectOf shape, Trainers trainers) {
    this.trainers = trainers;
    List<String> order = new ArrayList<>(leading);
    var rest = new TreeSet<>(shape.known().keySet());
    leading.forEach(rest::remove);
    order.addAll(rest);
    Map<String, Integer> ranks = new LinkedHashMap<>();
    order.forEach(name -> ranks.put(name, ranks.size()));
    this.rank = ranks;
    this.names = List.copyOf(order);
    this.shape = shape;
  }

  /**
   * The documented top-level fields, in the order of a row (contract section 1, "Key order of a
   * row").
   */
  public List<String> names() {
    return names;
  }

  public boolean isDocumented(String field) {
    return rank.containsKey(field);
  }

  /**
   * The one instance of a documented field's name, for those who keep names; null if it is none.
   */
  public @Nullable String name(String field) {
    Integer place = rank.get(field);
    return place == null ? null : names.get(place);
  }

  /** The documented values of a text field; none if it may hold any. */
  public Set<String> known(String field) {
    return shape.known().get(field) instanceof Shape.Text(TextBounds bounds)
        ? bounds.known()
        : Set.of();
  }

  /** Which types are trained, and with which parameters. */
  public Trainers trainers() {
    return trainers;
  }

  /**
   * Fields a client writes, in the form they are kept in: known nulls unset, types, known values
   * and bounds checked.
   *
   * @param fields documented ones; others pass unchecked
   * @throws dev.vitrine.error.VitrineException INVALID_PARAMETER naming the first that is refused
   */
  public JsonObject written(JsonObject fields) {
    JsonObject kept;
    try {
      kept = Normaliser.object(fields, shape, "");
    } catch (InvalidDocumentException e) {
      throw e.refusal();
    }
    WriteBounds.check(kept, shape, "");
    return kept;
  }

  /**
   * A document in the form it is kept in: known nulls unset, flags booleans, types checked, members
   * in the order of a row.
   *
   * @throws InvalidDocumentException if it has another shape than documented, or no {@code id} or
   *     {@code type}
   */
  public JsonObject normalise(Json document) {
    JsonObject kept = Normaliser.object(document, shape, "");
    require(kept, "id");
    require(kept, "type");
    return inRowOrder(kept);
  }

  private static void require(JsonObject document, String field) {
    if (document.get(field) == null) {
      throw new InvalidDocumentException(field, "is required");
    }
  }

  /**
   * The same members in the order of a row: documented ones first, unknown ones last and as they
   * stood.
   */
  public JsonObject inRowOrder(JsonObject row) {
    @Nullable Json[] documented = new @Nullable Json[rank.size()];
    SequencedMap<String, Json> unknown = new LinkedHashMap<>();
    row.members()
        .forEach((name, value) -> {
          Integer place = rank.get(name);
          if (place == null) {
            unknown.put(name, value);
          } else {
            documented[place] = value;
          }
        });
    SequencedMap<String, Json> ordered = new LinkedHashMap<>();
    rank.forEach((name, place) -> {
      Json value = documented[place];
      if (value != null) {
        ordered.put(name, value);
      }
    });
    ordered.putAll(unknown);
    return new JsonObject(ordered);
  }
}
