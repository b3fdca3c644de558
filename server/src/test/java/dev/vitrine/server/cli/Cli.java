package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs commands in this process, on a data folder, with streams of their own. */
final class Cli {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";
  private boolean terminal;
  private @Nullable String fault;

  Cli(Path folder) {
    this.folder = folder;
  }

  /** What a command did. */
  record Result(int status, String out, String err) {
    Result ok() {
      assertThat(status).as(err).isZero();
      return this;
    }

    Result failed(int expected, String... parts) {
      assertThat(status).as(err).isEqualTo(expected);
      assertThat(err).contains(parts).doesNotContain("Exception").doesNotContain("\tat ");
      return this;
    }

    List<String> lines() {
      return out.lines().toList();
    }

    Json json() {
      return JsonReader.parse(out.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT);
    }

    String text(String member) {
      return Objects.requireNonNull(((JsonObject) json()).text(member));
    }
  }

  Cli typing(String text) {
    input = text;
    return this;
  }

  Cli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Cli onTerminal() {
    terminal = true;
    return this;
  }

  /** Lets standard output fail, with this message. */
  Cli writingFailsWith(String message) {
    fault = message;
    return this;
  }

  /** Runs a command with {@code --data}. */
  Result run(String... arguments) {
    return plain(
        Stream.concat(Stream.of(arguments), Stream.of("--data", folder.toString()))
            .toArray(String[]::new));
  }

  /** Runs a command as it is. */
  Result plain(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal streams =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            fault == null
                ? new PrintStream(out, false, StandardCharsets.UTF_8)
                : new ResultPrinter(failing(fault)),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            terminal,
            terminal,
            environment);
    int status = CommandLineApplication.run(streams, arguments);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
