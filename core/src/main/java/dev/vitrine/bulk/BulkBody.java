package dev.vitrine.bulk;

import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBody;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the body of {@code POST /models/get-bulk} says; null stands for what it does not say
 * (contract section 2).
 *
 * @param modelIds distinct, in the order of first occurrence
 * @param ifNoneMatch etags the caller holds, by id
 */
public record BulkBody(
    List<String> modelIds,
    @Nullable Boolean minimal,
    @Nullable Boolean settings,
    @Nullable Boolean thumbnail,
    @Nullable Boolean allTrainingImages,
    @Nullable Boolean trainingImagesPreview,
    @Nullable Boolean originalAssets,
    @Nullable Map<String, String> ifNoneMatch) {
  /**
   * Reads a body. One without content says nothing.
   *
   * @param limits of the JSON
   * @throws VitrineException MALFORMED_JSON or INVALID_PARAMETER
   */
  public static BulkBody parse(byte[] body, JsonLimits limits) {
    BulkBody scanned = BulkBodyScanner.scan(body);
    return scanned != null ? scanned : of(JsonBody.object(body, limits));
  }

  /**
   * The parameters of a body; unknown ones are ignored.
   *
   * @throws VitrineException INVALID_PARAMETER
   */
  static BulkBody of(JsonObject parameters) {
    Boolean minimal = flag(parameters, "minimal");
    Boolean settings = flag(parameters, "settings");
    Boolean thumbnail = flag(parameters, "thumbnail");
    Boolean all = flag(parameters, "allTrainingImages");
    Boolean preview = flag(parameters, "trainingImagesPreview");
    Boolean originals = flag(parameters, "originalAssets");
    Map<String, String> ifNoneMatch = etags(parameters);
    return new BulkBody(
        ids(parameters), minimal, settings, thumbnail, all, preview, originals, ifNoneMatch);
  }

  private static @Nullable Boolean flag(JsonObject parameters, String name) {
    return switch (parameters.get(name)) {
      case null -> null;
      case JsonNull nothing -> null;
      case JsonBoolean(boolean value) -> value;
      case JsonString(String text) when text.equals("true") -> true;
      case JsonString(String text) when text.equals("false") -> false;
      default -> throw VitrineException.invalidParameter(name, "must be a boolean");
    };
  }

  private static List<String> ids(JsonObject parameters) {
    Json given = parameters.get("modelIds");
    if (given == null || given == JsonNull.NULL) {
      return List.of();
    }
    if (!(given instanceof JsonArray(List<Json> elements))) {
      throw VitrineException.invalidParameter("modelIds", "must be an array");
    }
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < elements.size(); i++) {
      if (!(elements.get(i) instanceof JsonString(String id))) {
        throw VitrineException.invalidElement("modelIds", i, "must be a string");
      }
      if (!ModelId.isLegal(id)) {
        throw VitrineException.invalidElement(
            "modelIds", i, "must have 1 to " + ModelId.LONGEST + " characters");
      }
      ids.add(id);
    }
    return List.copyOf(ids);
  }

  private static @Nullable Map<String, String> etags(JsonObject parameters) {
    Json given = parameters.get("ifNoneMatch");
    if (given == null || given == JsonNull.NULL) {
      return null;
    }
    if (!(given instanceof JsonObject(var members))) {
      throw VitrineException.invalidParameter("ifNoneMatch", "must be an object");
    }
    Map<String, String> etags = new LinkedHashMap<>();
    members.forEach((id, etag) -> {
      switch (etag) {
        case JsonString(String text) -> etags.put(id, text);
        case JsonNull nothing -> {}
        default -> throw VitrineException.invalidParameter("ifNoneMatch." + id, "must be a string");
      }
    });
    return etags;
  }
}
