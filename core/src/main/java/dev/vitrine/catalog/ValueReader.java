package dev.vitrine.catalog;

import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonReader;
import java.io.InputStream;
import tools.jackson.core.JsonToken;

/**
 * Finds the models in a run of JSON values: elements of arrays, elements of {@code models} of
 * objects that have it, objects that are models themselves.
 */
final class ValueReader {
  private final String source;
  private final long linesBefore;
  private final SourceSink sink;
  private long count;
  private boolean empty = true;
  private SourcePlace place;

  /**
   * A reader of one text.
   *
   * @param linesBefore lines of the source that stand before the text
   */
  ValueReader(String source, long linesBefore, SourceSink sink) {
    this.source = source;
    this.linesBefore = linesBefore;
    this.sink = sink;
    this.place = new SourcePlace(source, linesBefore + 1, -1);
  }

  /**
   * Reads to the end. What breaks a rule goes to the sink, and the next document is read.
   *
   * @throws InvalidJsonException if the syntax is broken, so that nothing more can be read
   */
  void read(InputStream in) {
    try (JsonReader reader = JsonReader.of(in, JsonLimits.DOCUMENT)) {
      for (JsonToken token = reader.next(); token != null; token = reader.next()) {
        empty = false;
        place = place(reader, -1);
        switch (token) {
          case START_ARRAY -> elements(reader);
          case START_OBJECT -> object(reader);
          default -> one(reader);
        }
      }
    }
  }

  /**
   * Reads one line of JSON, each of its values whole: an object with {@code models} is no larger
   * than a document here.
   *
   * @throws InvalidJsonException if the syntax is broken
   */
  void readWhole(InputStream in) {
    try (JsonReader reader = JsonReader.of(in, JsonLimits.DOCUMENT)) {
      for (JsonToken token = reader.next(); token != null; token = reader.next()) {
        place = place(reader, -1);
        if (token == JsonToken.START_ARRAY) {
          elements(reader);
        } else {
          one(reader);
        }
      }
    }
  }

  private void elements(JsonReader reader) {
    long index = 0;
    for (JsonToken token = reader.next(); token != JsonToken.END_ARRAY; token = reader.next()) {
      place = place(reader, index++);
      one(reader);
    }
  }

  private void one(JsonReader reader) {
    SourcePlace where = place;
    try {
      Json value = reader.readValue();
      document(value, where);
    } catch (InvalidJsonException e) {
      refuse(reader, where, e);
    }
  }

  private void document(Json value, SourcePlace where) {
    JsonArray models = where.index() < 0 ? OpenObject.collection(value) : null;
    if (models != null) {
      long index = 0;
      for (Json element : models.elements()) {
        document(element, new SourcePlace(source, where.line(), index++));
      }
    } else {
      count++;
      sink.document(value, where);
    }
  }

  /** A rule that was broken costs the document; broken syntax costs the rest. */
  private void refuse(JsonReader reader, SourcePlace where, InvalidJsonException e) {
    if (reader.isBroken()) {
      throw e;
    }
    count++;
    sink.unreadable(where, "the document " + e.problem());
  }

  /**
   * An object of the text itself: a collection if it has {@code models}, and a model if it has not.
   */
  private void object(JsonReader reader) {
    SourcePlace where = place;
    OpenObject object = new OpenObject();
    boolean collection = false;
    for (JsonToken token = reader.next(); token == JsonToken.PROPERTY_NAME; token = reader.next()) {
      String name = reader.name();
      JsonToken value = reader.next();
      if (value == JsonToken.START_ARRAY && name.equals(SourceReader.MODELS) && !object.isModel()) {
        collection = true;
        elements(reader);
      } else if (collection) {
        reader.skipValue();
      } else {
        object.read(name, reader);
      }
    }
    if (!collection) {
      place = where;
      try {
        document(object.close(), where);
      } catch (InvalidJsonException e) {
        refuse(reader, where, e);
      }
    }
  }

  private SourcePlace place(JsonReader reader, long index) {
    return new SourcePlace(source, linesBefore + reader.line(), index);
  }

  /** How many documents were read. */
  long count() {
    return count;
  }

  /** Whether there was no value at all. */
  boolean isEmpty() {
    return empty;
  }

  /** Where the document that was read last begins. */
  SourcePlace place() {
    return place;
  }
}
