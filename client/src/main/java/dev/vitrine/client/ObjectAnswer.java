package dev.vitrine.client;

import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.json.Json;
import dev.vitrine.client.json.TypedReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An answer that is a JSON object, of which some members are wanted and the others skipped. */
final class ObjectAnswer {
  private static final String NEXT = "nextPaginationToken";

  private ObjectAnswer() {}

  /**
   * Makes a value of the object at whose first token a parser stands.
   *
   * @param <T> what is made
   */
  @FunctionalInterface
  interface ElementReader<T> {
    /**
     * The value.
     *
     * @param source what the parser reads, from its start
     * @throws InvalidFieldException if a field is of another type
     */
    T read(JsonParser parser, byte[] source);
  }

  /** Takes a member at whose first token the parser stands, or leaves it where it is. */
  @FunctionalInterface
  private interface Members {
    void take(String name, JsonParser parser);
  }

  /** Values of a type. */
  static <T> ElementReader<T> typed(Class<T> type) {
    TypedReader<T> reader = new TypedReader<>(type);
    return (parser, source) -> reader.read(parser);
  }

  /**
   * The object that is a member.
   *
   * @throws MalformedAnswerException if there is none
   */
  static <T> T member(Answer answer, String name, ElementReader<T> reader) {
    List<T> found = new ArrayList<>(1);
    read(
        answer,
        (member, parser) -> {
          if (member.equals(name) && parser.currentToken() == JsonToken.START_OBJECT) {
            found.add(reader.read(parser, answer.body()));
          }
        });
    if (found.size() != 1) {
      throw new MalformedAnswerException("The answer has no \"" + name + "\"", null);
    }
    return found.get(0);
  }

  /**
   * The text that is a member.
   *
   * @throws MalformedAnswerException if there is none
   */
  static String text(Answer answer, String name) {
    @Nullable String[] found = new String[1];
    read(
        answer,
        (member, parser) -> {
          if (member.equals(name) && parser.currentToken() == JsonToken.VALUE_STRING) {
            found[0] = parser.getString();
          }
        });
    if (found[0] == null) {
      throw new MalformedAnswerException("The answer has no \"" + name + "\"", null);
    }
    return found[0];
  }

  /**
   * The objects of a member that is a list, and the token of the next page.
   *
   * @throws MalformedAnswerException if there is no such list
   */
  static <T> PageContent<T> page(Answer answer, String name, ElementReader<T> reader) {
    List<T> items = new ArrayList<>();
    boolean[] found = new boolean[1];
    @Nullable String[] next = new String[1];
    read(
        answer,
        (member, parser) -> {
          if (member.equals(name) && parser.currentToken() == JsonToken.START_ARRAY) {
            found[0] = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              items.add(element(parser, answer.body(), name, reader));
            }
          } else if (member.equals(NEXT) && parser.currentToken() == JsonToken.VALUE_STRING) {
            next[0] = parser.getString();
          } else if (member.equals(NEXT) && parser.currentToken() != JsonToken.VALUE_NULL) {
            throw new MalformedAnswerException("The token of the next page is no text", null);
          }
        });
    if (!found[0]) {
      throw new MalformedAnswerException("The answer has no \"" + name + "\"", null);
    }
    String token = next[0];
    return new PageContent<>(items, token == null || token.isEmpty() ? null : token);
  }

  private static <T> T element(
      JsonParser parser, byte[] source, String name, ElementReader<T> reader) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedAnswerException("One of the \"" + name + "\" is no object", null);
    }
    return reader.read(parser, source);
  }

  /**
   * The whole object.
   *
   * @throws MalformedAnswerException if it is none
   */
  static <T> T whole(Answer answer, ElementReader<T> reader) {
    checkType(answer);
    try (JsonParser parser = Json.MAPPER.createParser(answer.body())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedAnswerException("The answer is no JSON object", null);
      }
      return reader.read(parser, answer.body());
    } catch (JacksonException e) {
      throw new MalformedAnswerException("The answer is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** An object of which nothing is wanted. */
  static boolean nothing(Answer answer) {
    read(answer, (member, parser) -> {});
    return true;
  }

  private static void read(Answer answer, Members members) {
    checkType(answer);
    try (JsonParser parser = Json.MAPPER.createParser(answer.body())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedAnswerException("The answer is no JSON object", null);
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        members.take(name, parser);
        parser.skipChildren(); // Of a member that was not taken; else it stands at its end.
      }
    } catch (JacksonException e) {
      throw new MalformedAnswerException("The answer is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void checkType(Answer answer) {
    if (!answer.mediaType().equals(Answer.JSON)) {
      throw new MalformedAnswerException(
          "The answer is \"" + answer.mediaType() + "\" instead of JSON", null);
    }
  }
}
