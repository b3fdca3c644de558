package dev.vitrine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object.
 *
 * @param members in document order; not to be changed by whoever hands the map over
 */
public record JsonObject(SequencedMap<String, Json> members) implements Json {
  public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

  public JsonObject {
    members = Collections.unmodifiableSequencedMap(members);
  }

  public @Nullable Json get(String name) {
    return members.get(name);
  }

  /** The text of a string member; null if it is absent or anything else. */
  public @Nullable String text(String name) {
    return get(name) instanceof JsonString(String value) ? value : null;
  }

  /** The elements of an array member; null if it is absent or anything else. */
  public @Nullable JsonArray array(String name) {
    return get(name) instanceof JsonArray array ? array : null;
  }

  /** An object member; null if it is absent or anything else. */
  public @Nullable JsonObject object(String name) {
    return get(name) instanceof JsonObject object ? object : null;
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** This object with one member set, in its place if it was there, else last. */
  public JsonObject with(String name, Json value) {
    SequencedMap<String, Json> copy = new LinkedHashMap<>(members);
    copy.put(name, value);
    return new JsonObject(copy);
  }

  /** This object without one member; itself if it has none of that name. */
  public JsonObject without(String name) {
    if (!members.containsKey(name)) {
      return this;
    }
    SequencedMap<String, Json> copy = new LinkedHashMap<>(members);
    copy.remove(name);
    return new JsonObject(copy);
  }

  /** An object of one member. */
  public static JsonObject of(String name, Json value) {
    return EMPTY.with(name, value);
  }

  /** The same members in the same order: a document is what was written, so its order counts. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject(SequencedMap<String, Json> theirs)
        && members.size() == theirs.size()
        && sameInOrder(members, theirs);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  private static boolean sameInOrder(Map<String, Json> left, Map<String, Json> right) {
    var ours = left.entrySet().iterator();
    var theirs = right.entrySet().iterator();
    while (ours.hasNext()) {
      if (!ours.next().equals(theirs.next())) {
        return false;
      }
    }
    return true;
  }
}
