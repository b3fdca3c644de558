package dev.vitrine.model;

/**
 * A JSON value that keeps what was written: members in their order, numbers as their text, nulls
 * where they stood. Immutable. Strings are well-formed UTF-16 without U+0000 (contract section 1,
 * "JSON").
 */
public sealed interface Json
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {
  /** What this value is, as an error names it: {@code a string}. */
  default String kindName() {
    return switch (this) {
      case JsonObject object -> "an object";
      case JsonArray array -> "an array";
      case JsonString string -> "a string";
      case JsonNumber number -> "a number";
      case JsonBoolean bool -> "a boolean";
      case JsonNull nothing -> "null";
    };
  }
}
