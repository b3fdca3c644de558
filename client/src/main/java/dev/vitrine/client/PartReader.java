package dev.vitrine.client;

import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.json.Json;
import dev.vitrine.client.json.TypedReader;
import dev.vitrine.client.model.Outcomes;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads answers to bulk reads: one object, or a row a line. A row with a value of the wrong type
 * fails alone, under its id.
 */
final class PartReader<R> {
  private static final TypedReader<Outcomes> OUTCOMES = new TypedReader<>(Outcomes.class);

  private final RowFormat<R> format;

  PartReader(RowFormat<R> format) {
    this.format = format;
  }

  /**
   * All of an answer.
   *
   * @throws MalformedAnswerException if it is none
   */
  Part<R> read(Answer answer) {
    Part<R> part = new Part<>();
    byte[] body = answer.body();
    try {
      switch (answer.mediaType()) {
        case Answer.JSON -> object(body, part);
        case Answer.NDJSON -> lines(body, part);
        default ->
            throw new MalformedAnswerException(
                "The answer is \"" + answer.mediaType() + "\" instead of JSON", null);
      }
    } catch (JacksonException e) {
      throw malformed(e);
    }
    return part;
  }

  private static MalformedAnswerException malformed(JacksonException e) {
    return new MalformedAnswerException("The answer is no JSON: " + e.getOriginalMessage(), e);
  }

  private void object(byte[] body, Part<R> part) {
    boolean found = false;
    Ids ids = new Ids(body, format.member());
    try (JsonParser parser = Json.MAPPER.createParser(body)) {
      expect(parser.nextToken(), JsonToken.START_OBJECT);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (format.member().equals(name)) {
          expect(value, JsonToken.START_ARRAY);
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            row(parser, body, ids, part);
          }
          found = true;
        } else if ("outcomes".equals(name) && value == JsonToken.START_OBJECT) {
          part.outcomes = outcomes(parser);
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedAnswerException("Something follows the answer", null);
      }
    }
    if (!found) {
      throw new MalformedAnswerException("The answer has no \"" + format.member() + "\"", null);
    }
  }

  private void lines(byte[] body, Part<R> part) {
    int start = 0;
    for (int i = 0; i <= body.length; i++) {
      if (i == body.length || body[i] == '\n') {
        if (i > start) {
          line(Arrays.copyOfRange(body, start, i), part);
        }
        start = i + 1;
      }
    }
  }

  /**
   * One line of many.
   *
   * @throws MalformedAnswerException if it is no row, nor the outcomes
   */
  void line(byte[] line, Part<R> part) {
    try {
      if (part.outcomes != null) {
        throw new MalformedAnswerException("A line follows the outcomes", null);
      }
      Outcomes outcomes = lineOfOutcomes(line);
      if (outcomes != null) {
        part.outcomes = outcomes;
        return;
      }
      try (JsonParser parser = Json.MAPPER.createParser(line)) {
        parser.nextToken();
        row(parser, line, index -> idOf(Json.MAPPER.readTree(line)), part);
        if (parser.nextToken() != null) {
          throw new MalformedAnswerException("Something follows a row on its line", null);
        }
      }
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private static @Nullable Outcomes lineOfOutcomes(byte[] line) {
    try (JsonParser parser = Json.MAPPER.createParser(line)) {
      expect(parser.nextToken(), JsonToken.START_OBJECT);
      if (parser.nextToken() == JsonToken.PROPERTY_NAME
          && "outcomes".equals(parser.currentName())
          && parser.nextToken() == JsonToken.START_OBJECT) {
        return outcomes(parser);
      }
      return null;
    }
  }

  private static Outcomes outcomes(JsonParser parser) {
    try {
      return OUTCOMES.read(parser);
    } catch (InvalidFieldException e) {
      throw new MalformedAnswerException("The outcomes cannot be read: " + e.getMessage(), e);
    }
  }

  private void row(JsonParser parser, byte[] source, IntFunction<String> ids, Part<R> part) {
    expect(parser.currentToken(), JsonToken.START_OBJECT);
    int outside = parser.streamReadContext().getNestingDepth() - 1;
    int index = part.rows.size() + part.failures.size();
    try {
      R row = format.read(parser, source);
      format.id(row);
      part.rows.add(row);
    } catch (InvalidFieldException e) {
      while (parser.streamReadContext().getNestingDepth() > outside) {
        if (parser.nextToken() == null) {
          throw new MalformedAnswerException("The answer ends within a row", e);
        }
      }
      String id = ids.apply(index);
      if (part.failures.put(id, e.of(id)) != null) {
        throw new MalformedAnswerException("The answer names one twice", e);
      }
    }
  }

  /** The ids of an answer by their place, read once, when the first row has failed. */
  private static final class Ids implements IntFunction<String> {
    private final byte[] body;
    private final String member;
    private @Nullable JsonNode rows;

    private Ids(byte[] body, String member) {
      this.body = body;
      this.member = member;
    }

    @Override
    public String apply(int index) {
      if (rows == null) {
        rows = Json.MAPPER.readTree(body).path(member);
      }
      return idOf(rows.path(index));
    }
  }

  private static String idOf(JsonNode row) {
    JsonNode id = row.path("id");
    if (!id.isString()) {
      throw new MalformedAnswerException("A row has no id", null);
    }
    return id.stringValue();
  }

  private static void expect(@Nullable JsonToken found, JsonToken expected) {
    if (found != expected) {
      throw new MalformedAnswerException(
          "The answer has " + found + " where " + expected + " was expected", null);
    }
  }
}
