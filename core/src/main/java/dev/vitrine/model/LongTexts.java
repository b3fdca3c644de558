package dev.vitrine.model;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that may carry long texts, such as pictures: they are read where they stand
 * ({@link LongText}), and everything else like any other body, by the same rules.
 */
public final class LongTexts {
  private final Map<String, LongText> texts = new HashMap<>();
  private final JsonObject rest;

  /**
   * Takes a body apart.
   *
   * @param body given up by the caller
   * @param names members that may be long
   * @param limits of the body without them
   * @throws VitrineException as {@link JsonBody#object}; REQUEST_TOO_LARGE if the rest is
   */
  public LongTexts(byte[] body, Set<String> names, JsonLimits limits) {
    byte[] without = new Cutter(body, names).cut();
    if (without.length > limits.bytes()) {
      throw new VitrineException(
          ErrorCode.REQUEST_TOO_LARGE,
          "The request body, without its pictures, is larger than " + limits.bytes() + " bytes",
          Map.of("limit", limits.bytes()));
    }
    rest = JsonBody.object(without, limits);
    for (String name : names) {
      String uncut = rest.text(name);
      if (uncut != null && !uncut.isEmpty()) { // Its name was written in another way.
        byte[] quoted = JsonWriter.write(new JsonString(uncut));
        texts.put(name, new LongText(name, quoted, 1, quoted.length - 1));
      }
    }
  }

  /** The members of the body; those that are read by {@link #get} are empty texts. */
  public JsonObject rest() {
    return rest;
  }

  /** A long text; null if there is none, or something else in its place. */
  public @Nullable LongText get(String name) {
    return rest.text(name) == null ? null : texts.get(name);
  }

  /**
   * Copies a body without the texts of some members of its outermost object. What is no JSON stays
   * none.
   */
  private final class Cutter {
    private final byte[] body;
    private final Set<String> names;
    private final ByteArrayOutputStream without = new ByteArrayOutputStream();
    private int copied;

    Cutter(byte[] body, Set<String> names) {
      this.body = body;
      this.names = names;
    }

    byte[] cut() {
      int depth = 0;
      String name = "";
      boolean value = false;
      for (int i = 0; i < body.length; i++) {
        switch (body[i]) {
          case '{', '[' -> depth++;
          case '}', ']' -> depth--;
          case ':' -> value = true;
          case ',' -> value = false;
          case '"' -> {
            int end = end(i + 1);
            if (depth == 1 && value && names.contains(name)) {
              cut(name, i + 1, end);
            } else if (depth == 1 && !value) {
              name = new String(body, i + 1, end - i - 1, StandardCharsets.UTF_8);
            }
            i = end;
          }
          default -> {}
        }
      }
      if (copied == 0) {
        return body;
      }
      without.write(body, copied, body.length - copied);
      return without.toByteArray();
    }

    /** Where a text ends: at its quotation mark, or with the body. */
    private int end(int from) {
      int i = from;
      while (i < body.length && body[i] != '"') {
        i += body[i] == '\\' ? 2 : 1;
      }
      return Math.min(i, body.length);
    }

    private void cut(String name, int from, int until) {
      without.write(body, copied, from - copied);
      copied = until;
      texts.put(name, new LongText(name, body, from, until));
    }
  }
}
