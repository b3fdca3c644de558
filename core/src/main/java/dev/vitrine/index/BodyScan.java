package dev.vitrine.index;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import tools.jackson.core.JsonToken;

/**
 * Passes over the stored bytes of a document and picks what is indexed: a fraction of the time that
 * building all of it takes. Members of another shape than documented count as absent, a time that
 * cannot be read as 0.
 */
final class BodyScan {
  private final JsonReader reader;
  private final IndexedFields into;
  private boolean named;

  private BodyScan(JsonReader reader, IndexedFields into) {
    this.reader = reader;
    this.into = into;
  }

  /**
   * Hands what is indexed of a body over.
   *
   * @throws CorruptDocumentException if it cannot be read
   */
  static void scan(Kind kind, byte[] stored, IndexedFields into) {
    try (JsonReader reader = DocumentCodec.open(stored)) {
      BodyScan scan = new BodyScan(reader, into);
      if (reader.next() != JsonToken.START_OBJECT) {
        throw new CorruptDocumentException("is not a JSON object");
      }
      if (kind == Kind.COLLECTION) {
        scan.members(scan::time);
      } else if (!scan.model(kind == Kind.TRASH)) {
        throw new CorruptDocumentException("holds no row");
      }
    } catch (InvalidJsonException e) {
      throw new CorruptDocumentException(e.problem());
    }
  }

  private interface Member {
    /** Takes the member the reader stands on, or returns false to have it passed over. */
    boolean take(String name, JsonToken value);
  }

  private void members(Member member) {
    while (reader.next() == JsonToken.PROPERTY_NAME) {
      String name = reader.name();
      JsonToken value = reader.next();
      if (value == null || !member.take(name, value)) {
        reader.skipValue();
      }
    }
  }

  /** Whether there was a row. What stands beside it matters in the trash only. */
  private boolean model(boolean deleted) {
    while (reader.next() == JsonToken.PROPERTY_NAME) {
      String name = reader.name();
      JsonToken value = reader.next();
      if (value == JsonToken.START_OBJECT && name.equals("row")) {
        members(this::row);
        if (!deleted) {
          return named;
        }
      } else if (value == JsonToken.START_OBJECT && name.equals("beside")) {
        members(this::beside);
      } else {
        reader.skipValue();
      }
    }
    return named;
  }

  private boolean row(String name, JsonToken value) {
    switch (name) {
      case "id" -> named = reader.readValue() instanceof JsonString;
      case "type" -> text(Fields.TYPE);
      case "status" -> text(Fields.STATUS);
      case "source" -> text(Fields.SOURCE);
      case "authorId" -> text(Fields.AUTHOR);
      case "collectionIds" -> texts(Fields.COLLECTION);
      case "capabilities" -> texts(Fields.CAPABILITY);
      case "tags" -> tags();
      case "softDeletionOn" -> millis().ifPresent(millis -> into.time(Fields.DUE, millis));
      case "custom" -> custom();
      case "accessRestrictions" -> restrictions();
      case "score" -> score();
      case "class" -> {
        if (value != JsonToken.START_OBJECT) {
          return false;
        }
        members(this::ofClass);
      }
      default -> {
        return time(name, value);
      }
    }
    return true;
  }

  private boolean time(String name, JsonToken value) {
    switch (name) {
      case "createdAt" -> millis().ifPresent(into::createdAt);
      case "updatedAt" -> millis().ifPresent(into::updatedAt);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean ofClass(String name, JsonToken value) {
    if (!name.equals("slug")) {
      return false;
    }
    text(Fields.CLASS);
    return true;
  }

  private boolean beside(String name, JsonToken value) {
    if (!name.equals("deletedAt")) {
      return false;
    }
    millis().ifPresent(millis -> into.time(Fields.DELETED, millis));
    return true;
  }

  private void text(String field) {
    if (reader.readValue() instanceof JsonString(String text)) {
      into.text(field, text);
    }
  }

  private void texts(String field) {
    if (reader.readValue() instanceof JsonArray array) {
      array.strings().stream().distinct().forEach(text -> into.text(field, text));
    }
  }

  private void tags() {
    if (reader.readValue() instanceof JsonArray array) {
      array.strings().forEach(into::tag);
    }
  }

  private void custom() {
    if (reader.readValue() instanceof JsonBoolean(boolean custom)) {
      into.text(Fields.CUSTOM, Boolean.toString(custom));
    }
  }

  private void restrictions() {
    if (reader.readValue() instanceof JsonNumber(String restrictions)) {
      into.text(Fields.RESTRICTION, restrictions);
    }
  }

  private void score() {
    if (reader.readValue() instanceof JsonNumber(String score)) {
      into.score(Double.parseDouble(score));
    }
  }

  private OptionalLong millis() {
    Json value = reader.readValue();
    if (value instanceof JsonString(String text)) {
      try {
        return OptionalLong.of(Instant.parse(text).toEpochMilli());
      } catch (DateTimeException | ArithmeticException e) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }
}
