package dev.vitrine.server.http;

import dev.vitrine.bulk.BulkQuery;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.TrainingImages;
import dev.vitrine.row.View;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the body and the query of {@code POST /models/get-bulk} into a {@link BulkQuery} (contract
 * section 2).
 */
final class BulkRequest {
  private final ModelFields fields;
  private final ServerLimits limits;

  BulkRequest(ModelFields fields, ServerLimits limits) {
    this.fields = fields;
    this.limits = limits;
  }

  /**
   * The query a request makes.
   *
   * @param mostIds distinct ids it may name
   * @param fresh whether the caller wants to read through caches
   * @throws VitrineException MALFORMED_JSON, INVALID_PARAMETER, TOO_MANY_IDS or UNKNOWN_FIELD
   */
  BulkQuery parse(byte[] body, QueryParameters query, int mostIds, boolean fresh) {
    JsonObject parameters = object(body);
    boolean minimal = Boolean.TRUE.equals(flag(parameters, "minimal"));
    boolean settings = Boolean.TRUE.equals(flag(parameters, "settings"));
    boolean thumbnail = Boolean.TRUE.equals(flag(parameters, "thumbnail"));
    Boolean all = flag(parameters, "allTrainingImages");
    Boolean preview = flag(parameters, "trainingImagesPreview");
    Boolean inBody = flag(parameters, "originalAssets");
    Boolean inQuery = query.flag("originalAssets");
    boolean originals = Boolean.TRUE.equals(inQuery != null ? inQuery : inBody);
    Map<String, String> ifNoneMatch = etags(parameters);
    List<String> ids = ids(parameters, mostIds);
    View view =
        minimal
            ? View.minimalView()
            : new View(
                false,
                settings,
                thumbnail,
                TrainingImages.of(all, preview),
                originals,
                selection(query));
    boolean report = Boolean.TRUE.equals(query.flag("report")) || ifNoneMatch != null;
    return new BulkQuery(ids, view, report, ifNoneMatch == null ? Map.of() : ifNoneMatch, fresh);
  }

  private JsonObject object(byte[] body) {
    if (isBlank(body)) {
      return JsonObject.EMPTY;
    }
    try {
      if (JsonReader.parse(body, limits.json()) instanceof JsonObject object) {
        return object;
      }
    } catch (InvalidJsonException e) {
      throw new VitrineException(ErrorCode.MALFORMED_JSON, "The request body " + e.problem());
    }
    throw VitrineException.invalidParameter("body", "must be an object");
  }

  private static boolean isBlank(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
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

  private static List<String> ids(JsonObject parameters, int mostIds) {
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
      if (!isModelId(id)) {
        throw VitrineException.invalidElement(
            "modelIds", i, "must have 1 to " + ServerLimits.MODEL_ID_LENGTH + " characters");
      }
      ids.add(id);
    }
    if (ids.size() > mostIds) {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("limit", mostIds);
      details.put("received", ids.size());
      throw new VitrineException(
          ErrorCode.TOO_MANY_IDS, "Too many modelIds provided in a single request", details);
    }
    return List.copyOf(ids);
  }

  /** Whether this can be the id of a model: 1 to 256 characters (contract section 1, "Ids"). */
  static boolean isModelId(String id) {
    return !id.isEmpty()
        && id.length() <= 2 * ServerLimits.MODEL_ID_LENGTH
        && id.codePointCount(0, id.length()) <= ServerLimits.MODEL_ID_LENGTH;
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

  private @Nullable Set<String> selection(QueryParameters query) {
    List<String> asked = query.list("fields");
    if (asked == null) {
      return null;
    }
    Set<String> selection = new LinkedHashSet<>();
    selection.add("id");
    for (String field : asked) {
      String documented = fields.name(field);
      if (documented == null) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("field", "fields");
        details.put("value", field);
        throw new VitrineException(
            ErrorCode.UNKNOWN_FIELD,
            "\"fields\" names \"" + field + "\", which is no field of a model",
            details);
      }
      selection.add(documented);
    }
    return selection;
  }
}
