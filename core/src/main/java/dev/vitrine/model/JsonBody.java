package dev.vitrine.model;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;

/** The JSON that a client sent as the body of a request. */
public final class JsonBody {
  private JsonBody() {}

  /**
   * The parameters a body holds; none if it is blank.
   *
   * @throws VitrineException MALFORMED_JSON; INVALID_PARAMETER if it is no object
   */
  public static JsonObject object(byte[] body, JsonLimits limits) {
    if (isBlank(body)) {
      return JsonObject.EMPTY;
    }
    if (parse(body, limits) instanceof JsonObject object) {
      return object;
    }
    throw VitrineException.invalidParameter("body", "must be an object");
  }

  /**
   * The list a body holds.
   *
   * @throws VitrineException MALFORMED_JSON; INVALID_PARAMETER if it is no array
   */
  public static JsonArray array(byte[] body, JsonLimits limits) {
    if (!isBlank(body) && parse(body, limits) instanceof JsonArray array) {
      return array;
    }
    throw VitrineException.invalidParameter("body", "must be an array");
  }

  private static Json parse(byte[] body, JsonLimits limits) {
    try {
      return JsonReader.parse(body, limits);
    } catch (InvalidJsonException e) {
      throw new VitrineException(ErrorCode.MALFORMED_JSON, "The request body " + e.problem());
    }
  }

  private static boolean isBlank(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }
}
