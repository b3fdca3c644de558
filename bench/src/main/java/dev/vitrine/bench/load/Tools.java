package dev.vitrine.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Programs from the machine. */
final class Tools {
  private Tools() {}

  /**
   * Where a program is.
   *
   * @throws Unusable saying how to get it
   */
  static String path(String program) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new Unusable(
                program
                    + " is needed and was not found. Debian and Ubuntu: apt-get install nginx-light wrk;"
                    + " macOS: brew install nginx wrk."))
        .toString();
  }

  /** The first line a program prints when asked for its version. */
  static String version(String program) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(path(program), "-v").redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      String first = out.readAllAsString().lines().findFirst().orElse("").strip();
      process.waitFor();
      return first;
    }
  }

  /** The state of the sources; empty where that is not known. */
  static String commit(Path root) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(
                  List.of("git", "-C", root.toString(), "describe", "--always", "--dirty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var out = process.inputReader()) {
        String described = out.readAllAsString().strip();
        return process.waitFor() == 0 ? described : "";
      }
    } catch (IOException e) {
      return "";
    }
  }
}
