package dev.vitrine.model;

import java.io.Closeable;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON strictly: UTF-8 without malformed bytes, no duplicate members, no lone surrogates, no
 * U+0000, bounded in size and depth (contract section 1, "JSON").
 *
 * <p>One reader serves a stream of values. A value that breaks a rule but not the syntax is
 * consumed to its end, so that the next one can still be read.
 */
public final class JsonReader implements Closeable {
  /** Deeper than this even skipping stops: the text is an attack, not a document. */
  private static final int SYNTAX_DEPTH = 10_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(SYNTAX_DEPTH)
                  .maxDocumentLength(-1)
                  .maxTokenCount(-1)
                  .maxNumberLength(JsonLimits.DOCUMENT.bytes())
                  .maxStringLength(JsonLimits.DOCUMENT.bytes())
                  .maxNameLength(JsonLimits.DOCUMENT.bytes())
                  .build())
          .build();

  private final JsonParser parser;
  private final JsonLimits limits;
  private @Nullable String problem;
  private boolean broken;
  private long size;

  private JsonReader(JsonParser parser, JsonLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /** A reader of a stream of UTF-8. A byte order mark is skipped. */
  public static JsonReader of(InputStream in, JsonLimits limits) {
    Reader chars =
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return new JsonReader(FACTORY.createParser(ObjectReadContext.empty(), chars), limits);
  }

  /**
   * A reader of bytes that were checked when they were written, whose text is not decoded before it
   * is asked for.
   */
  static JsonReader of(byte[] utf8, int offset, int length, JsonLimits limits) {
    return new JsonReader(
        FACTORY.createParser(ObjectReadContext.empty(), utf8, offset, length), limits);
  }

  /**
   * The one value these bytes hold.
   *
   * @throws InvalidJsonException if they hold none, more than one, or one that is refused
   */
  public static Json parse(byte[] utf8, int offset, int length, JsonLimits limits) {
    String text = decode(utf8, offset, length);
    try (JsonReader reader =
        new JsonReader(FACTORY.createParser(ObjectReadContext.empty(), text), limits)) {
      if (reader.next() == null) {
        throw new InvalidJsonException("is empty where JSON was expected");
      }
      Json value = reader.readValue();
      if (reader.next() != null) {
        throw new InvalidJsonException("holds more than one JSON value" + reader.where());
      }
      return value;
    }
  }

  public static Json parse(byte[] utf8, JsonLimits limits) {
    return parse(utf8, 0, utf8.length, limits);
  }

  private static String decode(byte[] utf8, int offset, int length) {
    boolean marked =
        length >= 3
            && utf8[offset] == (byte) 0xEF
            && utf8[offset + 1] == (byte) 0xBB
            && utf8[offset + 2] == (byte) 0xBF;
    int skip = marked ? 3 : 0;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(utf8, offset + skip, length - skip))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidJsonException("is not valid UTF-8");
    }
  }

  /** Moves to the next token, null at the end of the text. */
  public @Nullable JsonToken next() {
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      throw broken(e);
    }
  }

  /** Whether the syntax was found broken: what would be read from here on is not what was meant. */
  public boolean isBroken() {
    return broken;
  }

  /** The text of the current token, which is only now read to its end. */
  private String tokenText() {
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw broken(e);
    }
  }

  private InvalidJsonException broken(JacksonException e) {
    broken = true;
    String what =
        e instanceof StreamConstraintsException
            ? "exceeds a limit on depth or on the length of one text"
            : e.getCause() instanceof CharacterCodingException
                ? "is not valid UTF-8"
                : "is not valid JSON";
    return new InvalidJsonException(what + where());
  }

  /** The name of the member the reader stands on. */
  public String name() {
    return parser.currentName();
  }

  /** Line of the token the reader stands on, from 1. */
  public int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private String where() {
    TokenStreamLocation at = parser.currentLocation();
    return " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /**
   * The value that begins at the current token; afterwards the reader stands on its last token.
   *
   * @throws InvalidJsonException if the value is refused; the reader then stands at its end, unless
   *     the syntax is broken
   */
  public Json readValue() {
    problem = null;
    size = 0;
    Json value = value(parser.currentToken(), 0);
    if (problem != null) {
      throw new InvalidJsonException(problem);
    }
    return value;
  }

  /** Passes over the value that begins at the current token. */
  public void skipValue() {
    JsonToken token = parser.currentToken();
    int open = 0;
    do {
      if (token == null) {
        throw new InvalidJsonException("ends in the middle of a value" + where());
      }
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      }
      if (open > 0) {
        token = next();
      }
    } while (open > 0);
  }

  private Json value(@Nullable JsonToken token, int depth) {
    if (token == null) {
      throw new InvalidJsonException("ends in the middle of a value" + where());
    }
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> new JsonString(text(tokenText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(tokenText());
      case VALUE_TRUE -> JsonBoolean.TRUE;
      case VALUE_FALSE -> JsonBoolean.FALSE;
      case VALUE_NULL -> JsonNull.NULL;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new InvalidJsonException("is not valid JSON" + where());
    };
  }

  private Json object(int depth) {
    if (refuseDepth(depth)) {
      return JsonNull.NULL;
    }
    SequencedMap<String, Json> members = new LinkedHashMap<>();
    while (next() == JsonToken.PROPERTY_NAME) {
      String name = text(parser.currentName());
      count(1);
      if (members.containsKey(name)) {
        refuse("has the member \"" + shown(name) + "\" twice in one object");
      }
      Json value = value(next(), depth);
      if (problem == null) {
        members.put(name, value);
      }
    }
    return new JsonObject(members);
  }

  private Json array(int depth) {
    if (refuseDepth(depth)) {
      return JsonNull.NULL;
    }
    List<Json> elements = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      Json value = value(token, depth);
      count(1);
      if (problem == null) {
        elements.add(value);
      }
    }
    return problem == null ? new JsonArray(elements) : JsonArray.EMPTY;
  }

  private boolean refuseDepth(int depth) {
    count(1);
    if (depth > limits.depth()) {
      refuse("is nested more than " + limits.depth() + " levels deep");
    }
    if (problem != null) {
      skipValue();
      return true;
    }
    return false;
  }

  private JsonNumber number(String text) {
    count(text.length());
    return new JsonNumber(text);
  }

  private String text(String text) {
    count(text.length() + 2L);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        refuse("holds the character U+0000");
        return text;
      }
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          refuse("holds a lone surrogate");
          return text;
        }
        i++;
      }
    }
    return text;
  }

  /**
   * Counts what the value takes at least when written compactly, so that nothing larger is ever
   * built.
   */
  private void count(long bytes) {
    size += bytes;
    if (size > limits.bytes()) {
      refuse("is larger than " + limits.bytes() + " bytes");
    }
  }

  private void refuse(String why) {
    if (problem == null) {
      problem = why + where();
    }
  }

  private static String shown(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }

  @Override
  public void close() {
    parser.close();
  }
}
