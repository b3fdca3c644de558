package dev.vitrine.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    return find(program)
        .orElseThrow(() ->
            new Unusable(
                program
                    + " is needed and was not found. Debian and Ubuntu: apt-get install nginx-light wrk libvips-tools;"
                    + " macOS: brew install nginx wrk vips."));
  }

  private static Optional<String> find(String program) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString);
  }

  /** As {@link #version}; empty if the program is not there. */
  static String versionIfThere(String program) throws IOException, InterruptedException {
    return find(program).isPresent() ? version(program) : "";
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

  /**
   * The state of the sources, with a word if they were changed since; results are no sources. Empty
   * where that is not known.
   */
  static String commit(Path root) throws InterruptedException {
    String commit = git(root, "describe", "--always");
    String changed = git(root, "status", "--porcelain", "--", ".", ":(exclude)bench/results");
    return changed.isEmpty() ? commit : commit + "-dirty";
  }

  private static String git(Path root, String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (var out = process.inputReader()) {
        String printed = out.readAllAsString().strip();
        return process.waitFor() == 0 ? printed : "";
      }
    } catch (IOException e) {
      return "";
    }
  }
}
