package dev.vitrine.client;

import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.json.TypedReader;
import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.Model;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What rows are made into. */
interface RowFormat<R> extends ObjectAnswer.ElementReader<R> {
  /** Typed models. */
  RowFormat<Model> MODEL =
      new RowFormat<>() {
        private final TypedReader<Model> reader = new TypedReader<>(Model.class);

        @Override
        public Model read(JsonParser parser, byte[] source) {
          return reader.read(parser);
        }

        @Override
        public String id(Model row) {
          return row.id();
        }
      };

  /** Typed assets. */
  RowFormat<Asset> ASSET =
      new RowFormat<>() {
        private final TypedReader<Asset> reader = new TypedReader<>(Asset.class);

        @Override
        public Asset read(JsonParser parser, byte[] source) {
          return reader.read(parser);
        }

        @Override
        public String id(Asset row) {
          return required(row.id().orElse(null));
        }

        @Override
        public String member() {
          return "assets";
        }
      };

  /** The text of models. */
  RowFormat<JsonRow> TEXT =
      new RowFormat<>() {
        @Override
        public JsonRow read(JsonParser parser, byte[] source) {
          int start = (int) parser.currentTokenLocation().getByteOffset();
          if (start < 0) {
            throw new MalformedAnswerException("The answer is not UTF-8", null);
          }
          String id = null;
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean isId = "id".equals(parser.currentName());
            JsonToken value = parser.nextToken();
            if (isId) {
              id = value == JsonToken.VALUE_STRING ? parser.getString() : null;
            }
            parser.skipChildren();
          }
          int end = (int) parser.currentLocation().getByteOffset();
          return new JsonRow(required(id), Arrays.copyOfRange(source, start, end));
        }

        @Override
        public String id(JsonRow row) {
          return row.id();
        }
      };

  /**
   * The row whose first token a parser stands at.
   *
   * @param source what the parser reads, from its start
   * @throws InvalidFieldException if a field is of another type
   */
  @Override
  R read(JsonParser parser, byte[] source);

  /**
   * Its id.
   *
   * @throws InvalidFieldException if it has none
   */
  String id(R row);

  /** What answers call the list of such rows. */
  default String member() {
    return "models";
  }

  private static String required(@Nullable String id) {
    if (id == null) {
      throw new InvalidFieldException("id", "is no text, or missing", null);
    }
    return id;
  }
}
