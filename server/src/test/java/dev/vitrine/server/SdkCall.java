package dev.vitrine.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.client.JsonRow;
import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.ModelGetBulkResponse;
import dev.vitrine.client.ModelStream;
import dev.vitrine.client.RawResponse;
import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.Outcomes;
import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonString;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bulk read through the Java client that asks for what a request made by hand does, if the client
 * can ask for it at all: it cannot send what is no JSON, or flags that are none.
 */
final class SdkCall {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 19, 64);
  private static final String JSON = "application/json";
  private static final Set<String> ACCEPTED = Set.of(JSON, ApiClient.NDJSON);
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final String base;
  private final ModelGetBulkParams params;
  private final RequestOptions options;
  private final RequestOptions inPieces;
  private final Map<String, String> headers;

  private SdkCall(
      String base,
      ModelGetBulkParams params,
      RequestOptions.Builder options,
      Map<String, String> headers) {
    this.base = base;
    this.params = params;
    this.options = options.build();
    this.inPieces = options.idsPerCall(3).build();
    this.headers = headers;
  }

  /** The same read; empty if the client cannot ask for it. */
  static Optional<SdkCall> of(String base, String query, List<String> headerPairs, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < headerPairs.size(); i += 2) {
      headers.put(headerPairs.get(i).toLowerCase(Locale.ROOT), headerPairs.get(i + 1));
    }
    if (!headers.getOrDefault("authorization", "").startsWith("Basic ")
        || !ACCEPTED.contains(headers.getOrDefault("accept", JSON))) {
      return Optional.empty();
    }
    try {
      RequestOptions.Builder options = RequestOptions.builder().maxRetries(0).acceptPartial(true);
      ModelGetBulkParams.Builder params = ModelGetBulkParams.builder();
      readBody(body, params);
      readQuery(query, params, options);
      for (String name : List.of("cache-control", "x-request-id")) {
        if (headers.containsKey(name)) {
          options.header(name, headers.get(name));
        }
      }
      Surface.sdkCalled();
      return Optional.of(new SdkCall(base, params.build(), options, headers));
    } catch (InvalidJsonException | IllegalArgumentException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static void readBody(String body, ModelGetBulkParams.Builder params)
      throws InvalidJsonException {
    JsonObject fields =
        (JsonObject) JsonReader.parse(body.getBytes(StandardCharsets.UTF_8), LIMITS);
    if (body.contains("  ")) {
      throw new IllegalArgumentException("the client writes no blanks");
    }
    for (Map.Entry<String, Json> field : fields.members().entrySet()) {
      Json value = field.getValue();
      switch (field.getKey()) {
        case "modelIds" ->
            ((JsonArray) value)
                .elements()
                .forEach(id -> params.addModelId(((JsonString) id).value()));
        case "minimal" -> params.minimal(flag(value));
        case "settings" -> params.settings(flag(value));
        case "thumbnail" -> params.thumbnail(flag(value));
        case "allTrainingImages" -> params.allTrainingImages(flag(value));
        case "trainingImagesPreview" -> params.trainingImagesPreview(flag(value));
        case "ifNoneMatch" -> {
          Map<String, String> etags = new LinkedHashMap<>();
          ((JsonObject) value)
              .members()
              .forEach((id, etag) -> etags.put(id, ((JsonString) etag).value()));
          params.ifNoneMatch(etags);
        }
        default -> throw new IllegalArgumentException(field.getKey());
      }
    }
  }

  private static boolean flag(Json value) {
    return ((JsonBoolean) value).equals(JsonBoolean.TRUE);
  }

  private static void readQuery(
      String query, ModelGetBulkParams.Builder params, RequestOptions.Builder options) {
    List<String> fields = new ArrayList<>();
    for (String pair : query.isEmpty() ? new String[0] : query.substring(1).split("&", -1)) {
      String[] both = pair.split("=", 2);
      String value = URLDecoder.decode(both.length == 2 ? both[1] : "true", StandardCharsets.UTF_8);
      if (value.indexOf('\uFFFD') >= 0) {
        throw new IllegalArgumentException(pair);
      }
      switch (both[0]) {
        case "originalAssets" -> params.originalAssets(plain(value));
        case "report" -> params.report(plain(value));
        case "fields" -> fields.addAll(List.of(value.split(",", -1)));
        case "projectId" -> options.projectId(value);
        default -> throw new IllegalArgumentException(pair);
      }
    }
    params.fields(fields);
  }

  private static boolean plain(String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(value);
    }
    return value.equals("true");
  }

  /**
   * What the client is answered, as it came; what it makes of that is the same in all its forms, or
   * an assertion fails.
   *
   * @param byHand what the same request made by hand is answered
   */
  Answer answer(Answer byHand) {
    String[] pair =
        new String(
                Base64.getDecoder().decode(headers.getOrDefault("authorization", "").substring(6)),
                StandardCharsets.UTF_8)
            .split(":", 2);
    try (VitrineClient client =
        VitrineClient.builder()
            .baseUrl(base)
            .credentials(pair[0], pair[1])
            .compression("gzip".equals(headers.get("accept-encoding")))
            .build()) {
      if (!headers.getOrDefault("accept", JSON).equals(ApiClient.NDJSON)) {
        return whole(client);
      }
      Answer streamed = streamed(client);
      // A stream of more ids than one request may name is made of several.
      return byHand.status() == 400 && byHand.code().equals("TOO_MANY_IDS") ? byHand : streamed;
    } catch (ApiException e) {
      return refusal(e);
    }
  }

  private Answer whole(VitrineClient client) {
    RawResponse<ModelGetBulkResponse> raw =
        client.models().withRawResponse().getBulk(params, options);
    Answer answer = Answer.of(raw.status(), plain(raw.headers()), raw.body());
    assertSame(raw.parse().models(), answer.rows());
    assertThat(
            client.models().getBulkJson(params, options).models().stream().map(JsonRow::toString))
        .isEqualTo(answer.rowTexts());
    ModelGetBulkResponse pieces = client.models().getBulk(params, inPieces);
    assertSame(pieces.models(), answer.rows());
    assertSame(pieces.outcomes().orElse(null), answer);
    return answer;
  }

  private Answer streamed(VitrineClient client) {
    List<Model> models = new ArrayList<>();
    try (ModelStream stream = client.models().streamBulk(params, options)) {
      stream.forEachRemaining(models::add);
      StringBuilder lines = new StringBuilder();
      models.forEach(model -> lines.append(model.toJson()).append('\n'));
      stream
          .outcomes()
          .ifPresent(
              outcomes -> lines.append("{\"outcomes\":").append(outcomes.toJson()).append("}\n"));
      return Answer.of(
          200,
          HttpHeaders.of(Map.of("Content-Type", List.of("application/x-ndjson")), (a, b) -> true),
          lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static HttpHeaders plain(HttpHeaders headers) {
    return HttpHeaders.of(
        headers.map(), (name, value) -> !name.equalsIgnoreCase("Content-Encoding"));
  }

  private static void assertSame(List<Model> models, List<JsonObject> rows) {
    assertThat(models.stream().map(Model::toTree))
        .isEqualTo(rows.stream().map(row -> MAPPER.readTree(TestServer.text(row))).toList());
  }

  private static void assertSame(@Nullable Outcomes outcomes, Answer answer) {
    if (answer.json().get("outcomes") == null) {
      assertThat(outcomes).isNull();
    } else {
      assertThat(outcomes).isNotNull();
      assertThat(outcomes.toTree()).isEqualTo(MAPPER.readTree(TestServer.text(answer.outcomes())));
    }
  }

  private static Answer refusal(ApiException e) {
    ObjectNode body = MAPPER.createObjectNode();
    body.put("reason", e.reason()).put("message", e.reason()).put("status", "error");
    e.code().ifPresent(code -> body.put("code", code));
    if (!e.details().isEmpty()) {
      body.set("details", e.details());
    }
    e.traceId().ifPresent(id -> body.put("traceId", id));
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    e.retryAfter().ifPresent(wait -> headers.put("Retry-After", List.of("" + wait.toSeconds())));
    return Answer.of(
        e.status(), HttpHeaders.of(headers, (name, value) -> true), MAPPER.writeValueAsBytes(body));
  }
}
