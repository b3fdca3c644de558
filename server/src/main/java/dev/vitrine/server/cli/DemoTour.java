package dev.vitrine.server.cli;

import dev.vitrine.catalog.NewKey;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** What a newcomer is shown: one bulk read over HTTP, and what to try next. */
final class DemoTour {
  /** A composition, a model that draws from text, and a LoRA with training images. */
  static final List<String> SHOWN =
      List.of(
          "model_XrcRPmd5YtdC9tgT4vMza1zF",
          "model_prop-sketcher",
          "model_hRLHa88yTQq6g1vVS6azvvzT");

  private static final JsonObject QUESTION =
      JsonObject.of("modelIds", JsonArray.ofStrings(SHOWN)).with("thumbnail", JsonBoolean.TRUE);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Terminal terminal;
  private final URI server;
  private final NewKey key;
  private String picture = "";

  DemoTour(Terminal terminal, URI server, NewKey key) {
    this.terminal = terminal;
    this.server = server;
    this.key = key;
  }

  /** Asks and prints the question and the answer. */
  void read() throws Exception {
    terminal.err().println("Three models in one request:");
    terminal.err().println();
    terminal.err().flush();
    terminal.out().println(curl());
    terminal.out().println();
    JsonObject answer = (JsonObject) JsonReader.parse(post(), JsonLimits.DOCUMENT);
    picture = picture(answer);
    terminal.out().println(PrettyJson.of(answer, terminal.outIsTerminal()));
    terminal.out().flush();
  }

  private static String picture(JsonObject answer) {
    return Objects.requireNonNull(answer.array("models")).elements().stream()
        .map(model -> model instanceof JsonObject row ? row.object("thumbnail") : null)
        .map(thumbnail -> thumbnail == null ? null : thumbnail.text("url"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the samples have pictures"));
  }

  private byte[] post() throws Exception {
    String credentials = key.record().id() + ":" + key.secret();
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/v1/models/get-bulk"))
            .timeout(PATIENCE)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JsonWriter.write(QUESTION)))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new CommandFailure(
            "The demo's request was answered with the status " + response.statusCode() + ".");
      }
      return response.body();
    }
  }

  private String curl() {
    return "curl -s -u '"
        + key.record().id()
        + ":"
        + key.secret()
        + "' -H 'Content-Type: application/json' \\\n"
        + "  -d '"
        + new String(JsonWriter.write(QUESTION), StandardCharsets.UTF_8)
        + "' \\\n"
        + "  '"
        + server
        + "/v1/models/get-bulk'";
  }

  /** Says what else can be tried, in the order of curiosity. */
  void whatNext(Path folder) {
    List.of(
            "",
            "That was a real answer from a durable store. The server goes on; try in another terminal:",
            "",
            "  the request below again, with \"minimal\":true, or ids of your choice",
            "  curl -s -u '"
                + key.record().id()
                + ":"
                + key.secret()
                + "' "
                + server
                + "/v1/limits",
            "  ./vitrine get "
                + SHOWN.getFirst()
                + " --fields name,tags,concepts --data "
                + Suggested.folder(folder)
                + " --project lantern-grove",
            "  VITRINE_KEY="
                + key.record().id()
                + " VITRINE_SECRET="
                + key.secret()
                + " ./vitrine models list --url "
                + server,
            "  ./vitrine export --data " + Suggested.folder(folder) + " | head -3",
            "",
            "All calls, to read about and to try, in a browser: " + server + "/docs",
            "",
            "Pictures open in a browser by their URLs, which are signed. Smaller, and in another format:",
            "  " + picture + "&width=256&format=webp",
            "",
            "Your own catalogue:",
            "  ./vitrine keys create --project studio",
            "  ./vitrine import models.json --project studio",
            "  ./vitrine serve",
            "",
            "Ctrl-C ends the demo. The request once more:",
            "",
            curl())
        .forEach(terminal.err()::println);
    terminal.err().flush();
  }
}
