package dev.vitrine.server.cli;

import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.ConfigurationException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.VitrineException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

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
   * A client of a server.
   *
   * @throws CommandFailure if it cannot be one, or there is no key
   */
  VitrineClient client(String base, Terminal terminal) {
    String trimmed = base.replaceFirst("/+$", "");
    try {
      return VitrineClient.builder()
          .baseUrl(trimmed.endsWith("/v1") ? trimmed : trimmed + "/v1")
          .credentials(key(terminal), secret(terminal))
          .connectTimeout(CONNECT)
          .attemptTimeout(ANSWER)
          .build();
    } catch (ConfigurationException e) {
      throw new CommandFailure(
          "--url needs a URL such as http://127.0.0.1:8080, and --key a key: " + e.getMessage());
    }
  }

  /** What keeps a server from answering, for whoever called the command. */
  static CommandFailure failure(String base, VitrineException e) {
    if (e instanceof ApiException refusal) {
      return new CommandFailure(
          "The server refused ("
              + refusal.status()
              + "): "
              + Terminal.shown(refusal.reason())
              + numbers(refusal.details()));
    }
    if (e instanceof ConnectionException && e.getCause() instanceof ConnectException) {
      return new CommandFailure(
          "No server answers at "
              + Terminal.shown(base)
              + ": start one with vitrine serve, or read the folder with --data.");
    }
    return new CommandFailure(
        "The server at "
            + Terminal.shown(base)
            + " did not answer: "
            + Terminal.shown(String.valueOf(e.getMessage()))
            + ".");
  }

  /** What was allowed and what was asked, where a refusal says so. */
  private static String numbers(ObjectNode details) {
    if (!details.path("limit").isNumber()) {
      return "";
    }
    String limit = " (limit " + details.get("limit");
    return details.path("received").isNumber()
        ? limit + ", received " + details.get("received") + ")"
        : limit + ")";
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
