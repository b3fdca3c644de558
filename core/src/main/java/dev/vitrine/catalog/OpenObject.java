package dev.vitrine.catalog;

import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object read so far, while it is open whether it is a model or holds {@code
 * models}.
 */
final class OpenObject {
  private final SequencedMap<String, Json> members = new LinkedHashMap<>();
  private long size;
  private String problem = "";

  /** The models of an object that is a collection of them; null if it is anything else. */
  static @Nullable JsonArray collection(Json value) {
    if (!(value instanceof JsonObject object)) {
      return null;
    }
    boolean model = object.get("id") != null && object.get("type") != null;
    return model ? null : object.array(SourceReader.MODELS);
  }

  /** Whether it has shown itself to be a model: a member {@code models} is then one of its own. */
  boolean isModel() {
    return members.containsKey("id") && members.containsKey("type");
  }

  /**
   * Reads the value the reader stands on as a member; what it breaks is told by {@link #close}.
   *
   * @throws InvalidJsonException if the syntax is broken
   */
  void read(String name, JsonReader reader) {
    if (!problem.isEmpty()) {
      reader.skipValue();
      return;
    }
    try {
      add(name, reader.readValue());
    } catch (InvalidJsonException e) {
      if (reader.isBroken()) {
        throw e;
      }
      problem = e.problem();
    }
  }

  private void add(String name, Json value) {
    size += name.length() + JsonWriter.write(value).length;
    if (name.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      problem = "has a member whose name holds U+0000 or a lone surrogate";
    } else if (members.putIfAbsent(name, value) != null) {
      problem = "has a member twice in one object";
    } else if (size > JsonLimits.DOCUMENT.bytes()) {
      problem = "is larger than " + JsonLimits.DOCUMENT.bytes() + " bytes";
    }
    if (!problem.isEmpty()) {
      members.clear();
    }
  }

  /**
   * The object, held to the same rules as one that was read whole.
   *
   * @throws InvalidJsonException if it breaks one
   */
  Json close() {
    if (problem.isEmpty() && !members.containsKey("id") && !members.containsKey("type")) {
      problem = "has no \"" + SourceReader.MODELS + "\" array and is no model: it has no \"id\"";
    }
    if (!problem.isEmpty()) {
      throw new InvalidJsonException(problem);
    }
    return JsonReader.parse(JsonWriter.write(new JsonObject(members)), JsonLimits.DOCUMENT);
  }
}
