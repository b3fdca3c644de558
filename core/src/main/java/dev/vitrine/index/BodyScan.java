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
      switch (kind) {
        case COLLECTION -> scan.members(scan::time);
        case ASSET -> scan.members(new AssetScan(scan, into)::document);
        default -> scan.members(scan::model);
      }
      if (kind != Kind.COLLECTION && !scan.named) {
        throw new CorruptDocumentException("holds no row");
      }
    } catch (InvalidJsonException e) {
      throw new CorruptDocumentException(e.problem());
    }
  }

  interface Member {
    /** Takes the member the reader stands on, or returns false to have it passed over. */
    boolean take(String name, JsonToken value);
  }

  void members(Member member) {
    while (reader.next() == JsonToken.PROPERTY_NAME) {
      String name = reader.name();
      JsonToken value = reader.next();
      if (value == null || !member.take(name, value)) {
        reader.skipValue();
      }
    }
  }

  private boolean model(String name, JsonToken value) {
    if (value != JsonToken.START_OBJECT) {
      return false;
    }
    switch (name) {
      case "row" -> members(this::row);
      case "beside" -> members(this::beside);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean row(String name, JsonToken value) {
    switch (name) {
      case "id" -> id();
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
        return time(name, value) || uses(name, value);
      }
    }
    return true;
  }

  /** The assets that a row of a model names with their ids. */
  private boolean uses(String name, JsonToken value) {
    switch (name) {
      case "exampleAssetIds" -> used();
      case "thumbnail" -> use("assetId", value);
      case "trainingImages" -> {
        if (value != JsonToken.START_ARRAY) {
          return false;
        }
        for (JsonToken image = reader.next();
            image != null && image != JsonToken.END_ARRAY;
            image = reader.next()) {
          use("id", image);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void use(String idField, JsonToken value) {
    if (value != JsonToken.START_OBJECT) {
      reader.skipValue();
      return;
    }
    members((name, member) -> {
      if (!name.equals(idField)) {
        return false;
      }
      if (reader.readValue() instanceof JsonString(String id)) {
        into.uses(id);
      }
      return true;
    });
  }

  private void used() {
    if (reader.readValue() instanceof JsonArray array) {
      array.strings().forEach(into::uses);
    }
  }

  boolean time(String name, JsonToken value) {
    switch (name) {
      case "createdAt" -> millis().ifPresent(into::createdAt);
      case "updatedAt" -> millis().ifPresent(into::updatedAt);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Takes the id, without which a row is none. */
  void id() {
    named = reader.readValue() instanceof JsonString;
  }

  /** Whether the member the reader stands on is true. */
  boolean isTrue() {
    return JsonBoolean.TRUE.equals(reader.readValue());
  }

  private boolean ofClass(String name, JsonToken value) {
    if (!name.equals("slug")) {
      return false;
    }
    text(Fields.CLASS);
    return true;
  }

  private boolean beside(String name, JsonToken value) {
    switch (name) {
      case "deletedAt" -> millis().ifPresent(millis -> into.time(Fields.DELETED, millis));
      case "heldAssets" -> used();
      default -> {
        return false;
      }
    }
    return true;
  }

  void text(String field) {
    if (reader.readValue() instanceof JsonString(String text)) {
      into.text(field, text);
    }
  }

  void texts(String field) {
    if (reader.readValue() instanceof JsonArray array) {
      array.strings().stream().distinct().forEach(text -> into.text(field, text));
    }
  }

  void tags() {
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
