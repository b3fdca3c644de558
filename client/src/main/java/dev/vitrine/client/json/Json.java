package dev.vitrine.client.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The one mapper: nothing is coerced, nothing unknown refused, and no digit of a number lost. */
public final class Json {
  /** Digits of a number; what has more costs its answer. */
  private static final int LONGEST_NUMBER = 10_000;

  /** Characters of a text. The size of an answer is bounded where it is received. */
  private static final int LONGEST_TEXT = Integer.MAX_VALUE;

  /** Objects and arrays within each other: twice what a Vitrine server lets a document have. */
  private static final int DEEPEST = 200;

  /** Reads and writes all that this client knows. Safe for use by several threads. */
  public static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .changeDefaultVisibility(all ->
            all.withVisibility(
                    com.fasterxml.jackson.annotation.PropertyAccessor.ALL, Visibility.NONE)
                .withFieldVisibility(Visibility.ANY))
        .changeDefaultPropertyInclusion(all -> all.withValueInclusion(Include.NON_NULL))
        .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(MapperFeature.INFER_PROPERTY_MUTATORS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }
}
