package dev.vitrine.bench.load;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to measure. */
final class Options {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "against-nginx",
      description = "The result is bench/results/NAME.json. Default: ${DEFAULT-VALUE}.")
  private String name = "";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Runs against each. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Length of a run. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "How long each server but nginx is asked before it is measured. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "16",
      description = "Connections of the one load generator. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--documents",
      paramLabel = "N",
      defaultValue = "471",
      description = "How many to make up. Default: ${DEFAULT-VALUE}.")
  private int documents;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Import this file instead of making documents up; with --all, in place of the small ones.")
  private @Nullable Path file;

  @Option(
      names = "--all",
      description = "Everything on both sizes, and the two usual ways beside nginx.")
  private boolean all;

  String name() {
    return name;
  }

  int rounds() {
    return rounds;
  }

  int seconds() {
    return seconds;
  }

  int warmUpSeconds() {
    return warmUpSeconds;
  }

  int connections() {
    return connections;
  }

  int documents() {
    return documents;
  }

  @Nullable Path file() {
    return file;
  }

  boolean all() {
    return all;
  }
}
