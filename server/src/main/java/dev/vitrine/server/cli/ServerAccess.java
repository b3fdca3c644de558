package dev.vitrine.server.cli;

import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonWriter;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A server and the key to ask it with. */
final class ServerAccess {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final String KEY_VARIABLE = "VITRINE_KEY";
  private static final String SECRET_VARIABLE = "VITRINE_SECRET";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Server to ask. Default: $VITRINE_URL.")
  private @Nullable String url;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "API key. Default: $" + KEY_VARIABLE + ".")
  private @Nullable String key;

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description =
          "Its secret, which other users of this machine can then see in the list of processes. Better: $"
              + SECRET_VARIABLE
              + ", --secret-file, or wait to be asked.")
  private @Nullable String secret;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "File whose first line is the secret; - is standard input.")
  private @Nullable String secretFile;

  /**
   * The server named; null if none is. A data folder that is named counts more than the
   * environment.
   */
  @Nullable String url(Terminal terminal, boolean folderNamed) {
    return url != null || folderNamed ? url : terminal.variable("VITRINE_URL");
  }

  /**
   * The answer to a bulk read.
   *
   * @param lines whether to ask for NDJSON, which may name more models and be of any size
   */
  byte[] post(String base, String query, JsonObject body, boolean lines, Terminal terminal)
      throws InterruptedException {
    String trimmed = base.replaceFirst("/+$", "");
    String versioned = trimmed.endsWith("/v1") ? trimmed : trimmed + "/v1";
    String credentials = key(terminal) + ":" + secret(terminal);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(versioned + "/models/get-bulk" + query))
              .timeout(ANSWER)
              .header(
                  "Authorization",
                  "Basic "
                      + Base64.getEncoder()
                          .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
              .header("Content-Type", "application/json")
              .header("Accept", lines ? "application/x-ndjson" : "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(JsonWriter.write(body)))
              .build();
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new CommandFailure(
            "The server refused (" + response.statusCode() + "): " + reason(response.body()));
      }
      return response.body();
    } catch (ConnectException e) {
      throw new CommandFailure(
          "No server answers at "
              + Terminal.shown(base)
              + ": start one with vitrine serve, or read the folder with --data.");
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("--url needs a URL such as http://127.0.0.1:8080.");
    } catch (IOException e) {
      throw new CommandFailure(
          "The server at " + Terminal.shown(base) + " did not answer: " + e.getMessage() + ".");
    }
  }

  private static String reason(byte[] body) {
    try {
      if (JsonReader.parse(body, JsonLimits.DOCUMENT) instanceof JsonObject error) {
        String reason = error.text("reason");
        if (reason != null) {
          return Terminal.shown(reason) + numbers(error.object("details"));
        }
      }
    } catch (InvalidJsonException e) {
      // Something else than a Vitrine server: its status is all there is to say.
    }
    return "no reason was given";
  }

  /** What was allowed and what was asked, where a refusal says so. */
  private static String numbers(@Nullable JsonObject details) {
    if (details == null || !(details.get("limit") instanceof JsonNumber limit)) {
      return "";
    }
    return details.get("received") instanceof JsonNumber received
        ? " (limit " + limit.text() + ", received " + received.text() + ")"
        : " (limit " + limit.text() + ")";
  }

  private String key(Terminal terminal) {
    String given = key != null ? key : terminal.variable(KEY_VARIABLE);
    if (given == null) {
      throw new CommandFailure(
          "A key is needed: --key KEY or $"
              + KEY_VARIABLE
              + ". Make one with: vitrine keys create");
    }
    return given;
  }

  private String secret(Terminal terminal) {
    if (secret != null) {
      return secret;
    }
    if (secretFile != null) {
      return firstLine(secretFile, terminal);
    }
    String variable = terminal.variable(SECRET_VARIABLE);
    if (variable != null) {
      return variable;
    }
    Console console = Terminal.console();
    char[] typed =
        console != null && console.isTerminal() ? console.readPassword("Secret: ") : null;
    if (typed == null) {
      throw new CommandFailure(
          "The key's secret is needed: --secret-file FILE or $" + SECRET_VARIABLE + ".");
    }
    return new String(typed);
  }

  private static String firstLine(String file, Terminal terminal) {
    try {
      String line =
          file.equals("-")
              ? new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
                  .readLine()
              : Files.readString(Path.of(file)).lines().findFirst().orElse(null);
      if (line != null && !line.isBlank()) {
        return line.strip();
      }
    } catch (IOException e) {
      // Said below.
    }
    throw new CommandFailure(
        "The secret file " + Terminal.shown(file) + " cannot be read, or is empty.");
  }
}
