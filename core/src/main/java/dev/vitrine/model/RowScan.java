package dev.vitrine.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Passes over the stored bytes of a model and picks members of its row: what nobody asks for is
 * never built, so that it costs no memory, however large the model is.
 *
 * <p>Members of another shape than asked for count as absent.
 */
public final class RowScan {
  private final JsonReader reader;
  private @Nullable JsonToken token;

  private RowScan(JsonReader reader) {
    this.reader = reader;
  }

  /** Looks at the members of an object. */
  public interface Members {
    /**
     * Takes the value the scan stands on, by one of its methods, or returns false to have it passed
     * over.
     */
    boolean take(String name, RowScan value);
  }

  /** Looks at the elements of an array. */
  public interface Elements {
    /** As {@link Members#take}. */
    boolean take(RowScan value);
  }

  /**
   * Hands over the members of a model's row, in their order.
   *
   * @throws CorruptDocumentException if the bytes are no model
   */
  public static void row(byte[] stored, Members members) {
    try (JsonReader reader = DocumentCodec.open(stored)) {
      if (reader.next() == JsonToken.START_OBJECT) {
        while (reader.next() == JsonToken.PROPERTY_NAME) {
          boolean row = reader.name().equals("row");
          if (reader.next() == JsonToken.START_OBJECT && row) {
            RowScan scan = new RowScan(reader);
            scan.token = JsonToken.START_OBJECT;
            scan.members(members);
            return;
          }
          reader.skipValue();
        }
      }
    } catch (InvalidJsonException e) {
      throw new CorruptDocumentException(e.problem());
    }
    throw new CorruptDocumentException("holds no row");
  }

  /** The value, if it is a text; else null. */
  public @Nullable String text() {
    if (token == JsonToken.VALUE_STRING && reader.readValue() instanceof JsonString(String text)) {
      return text;
    }
    reader.skipValue();
    return null;
  }

  /** Hands over the members of the value, if it is an object. */
  public void members(Members members) {
    if (token != JsonToken.START_OBJECT) {
      reader.skipValue();
      return;
    }
    while (next() == JsonToken.PROPERTY_NAME) {
      String name = reader.name();
      next();
      if (!members.take(name, this)) {
        reader.skipValue();
      }
    }
  }

  /** Hands over the elements of the value, if it is an array. */
  public void elements(Elements elements) {
    if (token != JsonToken.START_ARRAY) {
      reader.skipValue();
      return;
    }
    while (next() != JsonToken.END_ARRAY) {
      if (!elements.take(this)) {
        reader.skipValue();
      }
    }
  }

  private JsonToken next() {
    JsonToken next = reader.next();
    if (next == null) {
      throw new InvalidJsonException("ends in the middle of a value");
    }
    token = next;
    return next;
  }
}
