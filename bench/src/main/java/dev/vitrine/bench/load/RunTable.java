package dev.vitrine.bench.load;

import dev.vitrine.bench.drive.Loop;
import dev.vitrine.bench.drive.Outcome;
import java.util.List;
import java.util.Locale;

/** The runs one by one, in Markdown. */
final class RunTable {
  private static final String HEAD =
      """
      | run | connections | open after, s | due/s | right/s | 429/s | 5xx, broken, wrong | given up/s | p50 ms | p99 ms | p99.9 ms | from sending, p99 ms | cores: server | driver |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
      """;
  private static final int TOO_MANY = 429;
  private static final double MILLI = 1e3;

  private RunTable() {}

  static String of(List<Run> runs) {
    StringBuilder table = new StringBuilder(HEAD);
    runs.forEach(run -> table.append(line(run)));
    return table.toString();
  }

  private static String line(Run run) {
    Outcome outcome = run.outcome();
    double seconds = outcome.seconds();
    String due =
        switch (run.loop()) {
          case Loop.Closed() -> "";
          case Loop.Open open -> String.format(Locale.ROOT, "%.0f", open.perSecond());
        };
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %s | %.0f | %.0f | %.0f | %.0f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
        run.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        run.connections(),
        outcome.connectSeconds(),
        due,
        outcome.goodPerSecond(),
        outcome.statuses().getOrDefault(TOO_MANY, 0L) / seconds,
        run.failures(),
        (outcome.neverSent() + outcome.timedOut()) / seconds,
        outcome.good().p50() / MILLI,
        outcome.good().p99() / MILLI,
        outcome.good().p999() / MILLI,
        outcome.served().p99() / MILLI,
        run.serverCores(),
        outcome.driverCores());
  }
}
