package dev.vitrine.bench.load;

import dev.vitrine.bench.drive.Arrivals;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to put a server under load. */
final class UnderLoadOptions {
  private static final String DEFAULT = " Default: ${DEFAULT-VALUE}.";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "under-load",
      description = "The result is bench/results/NAME.json." + DEFAULT)
  String name = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Import this file instead of making documents up.")
  @Nullable Path file;

  @Option(
      names = "--documents",
      paramLabel = "N",
      defaultValue = "471",
      description = "How many to make up." + DEFAULT)
  int documents;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "1500",
      description = "About how large they are." + DEFAULT)
  int bytes;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "8",
      description = "Callers, each with a key of its own." + DEFAULT)
  int keys;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long the server is asked before it is measured." + DEFAULT)
  int warmUpSeconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Runs to find the peak, and runs below it." + DEFAULT)
  int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Length of a run below the peak; one to find it is half as long." + DEFAULT)
  int seconds;

  @Option(
      names = "--arrivals",
      paramLabel = "KIND",
      defaultValue = "POISSON",
      description =
          "${COMPLETION-CANDIDATES}: how requests of the open loop follow each other." + DEFAULT)
  Arrivals arrivals = Arrivals.POISSON;

  @Option(
      names = "--below",
      paramLabel = "SHARE",
      defaultValue = "0.7",
      description = "Part of the peak to measure latencies at." + DEFAULT)
  double below;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "256",
      description = "Connections of the open loop below the peak." + DEFAULT)
  int connections;

  @Option(
      names = "--over",
      paramLabel = "TIMES",
      defaultValue = "3",
      description = "How many times the peak overload is." + DEFAULT)
  double over;

  @Option(
      names = "--over-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Length of a run of overload." + DEFAULT)
  int overSeconds;

  @Option(
      names = "--over-rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of overload, one right after the other." + DEFAULT)
  int overRounds;

  @Option(
      names = "--over-connections",
      paramLabel = "N",
      defaultValue = "1024",
      description =
          "Connections of overload. By default the server takes 64 bulk reads of one key at a time and 512 in all."
              + DEFAULT)
  int overConnections;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "How long a request waits for a connection, and after that for its answer." + DEFAULT)
  int patienceSeconds;

  Duration patience() {
    return Duration.ofSeconds(patienceSeconds);
  }
}
