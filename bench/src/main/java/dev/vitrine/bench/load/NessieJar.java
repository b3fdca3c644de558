package dev.vitrine.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Project Nessie as it is published, fetched when it is measured and never part of a build. */
final class NessieJar {
  static final String VERSION = "0.99.0";
  private static final String ARTIFACT =
      "org.projectnessie.nessie:nessie-quarkus:" + VERSION + ":jar:runner";
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy";

  private NessieJar() {}

  /**
   * The runnable jar, fetched if it is not there.
   *
   * @throws Unusable if it cannot be had
   */
  static Path fetch(Path root) throws InterruptedException {
    Path folder = root.resolve("bench/target/nessie");
    Path jar = folder.resolve("nessie-quarkus-" + VERSION + "-runner.jar");
    if (!Files.exists(jar)) {
      Bench.say("Fetching Project Nessie " + VERSION + " with Maven, once: about 245 MB ...");
      copy(root, folder);
    }
    if (!Files.exists(jar)) {
      throw new Unusable(
          "Project Nessie " + VERSION + " was fetched, but is not where it belongs.");
    }
    Bench.say("Project Nessie " + VERSION + ": " + (jar.toFile().length() >> 20) + " MiB");
    return jar;
  }

  /** Maven shows its progress, on standard error. */
  private static void copy(Path root, Path folder) throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "mvn",
                "--non-recursive",
                COPY,
                "-Dartifact=" + ARTIFACT,
                "-DoutputDirectory=" + folder));
    builder.directory(root.toFile());
    try {
      Process process =
          builder
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var out = process.getInputStream()) {
        out.transferTo(System.err);
      }
      int status = process.waitFor();
      if (status != 0) {
        throw new Unusable(
            "Project Nessie "
                + VERSION
                + " could not be fetched: Maven ended with "
                + status
                + ".");
      }
    } catch (IOException e) {
      throw new Unusable(
          "Project Nessie " + VERSION + " could not be fetched: " + e.getMessage() + ".");
    }
  }
}
