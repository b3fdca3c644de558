package dev.vitrine.bench.load;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a comparison takes. */
final class Pace {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Measurements of each. Default: 7, with --short 2.")
  private @Nullable Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Length of a measurement by the load generator. Default: 3, with --short 1.")
  private @Nullable Integer seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description =
          "How long each server is asked before it is measured. Default: 15, with --short 3.")
  private @Nullable Integer warmUpSeconds;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "16",
      description = "Connections of the one load generator. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "1g",
      description = "Heap of every server, least and most. Default: ${DEFAULT-VALUE}.")
  private String heap = "";

  @Option(
      names = "--short",
      description = "Ends within a minute or two, to try it out: no figures to rely on.")
  private boolean brief;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The result is bench/results/NAME.json. Default: the command's, with --short and -short.")
  private @Nullable String name;

  int rounds() {
    return rounds != null ? rounds : choose(7, 2);
  }

  int seconds() {
    return seconds != null ? seconds : choose(3, 1);
  }

  int warmUpSeconds() {
    return warmUpSeconds != null ? warmUpSeconds : choose(15, 3);
  }

  int connections() {
    return connections;
  }

  String heap() {
    return heap;
  }

  /** What is done in full, or in brief. */
  <T> T choose(T full, T ifBrief) {
    return brief ? ifBrief : full;
  }

  /** The name of the result. */
  String name(String command) {
    return name != null ? name : choose(command, command + "-short");
  }
}
