package dev.vitrine.bench.anchor;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same bulk read the usual way: objects cached in memory, looked up by id and serialised by
 * Jackson for each answer, behind a Javalin route. It neither authenticates nor limits anything.
 */
public final class JacksonServer {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final Map<String, Object> models = new LinkedHashMap<>();

  private JacksonServer(Path answer) throws IOException {
    Map<String, Object> whole = mapper.readValue(Files.readAllBytes(answer), OBJECT);
    for (Object model : (List<?>) whole.getOrDefault("models", List.of())) {
      models.put(String.valueOf(((Map<?, ?>) model).get("id")), model);
    }
  }

  /** Serves the models of an answer in a file, on a port: {@code FILE PORT}. */
  public static void main(String[] arguments) throws IOException {
    JacksonServer server = new JacksonServer(Path.of(arguments[0]));
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.post("/v1/models/get-bulk", server::answer);
            })
        .start("127.0.0.1", Integer.parseInt(arguments[1]));
  }

  private void answer(Context exchange) {
    Map<String, Object> request = mapper.readValue(exchange.bodyAsBytes(), OBJECT);
    List<Object> found = new ArrayList<>();
    for (Object id : (List<?>) request.getOrDefault("modelIds", List.of())) {
      Object model = models.get(String.valueOf(id));
      if (model != null) {
        found.add(model);
      }
    }
    exchange
        .contentType("application/json")
        .result(mapper.writeValueAsBytes(Map.of("models", found)));
  }
}
