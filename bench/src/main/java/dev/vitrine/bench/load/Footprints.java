package dev.vitrine.bench.load;

import java.util.Locale;

/** The memory of a server under load, in Markdown. */
final class Footprints {
  private static final double MEBI = 1 << 20;

  private Footprints() {}

  static String table(Stressed stressed) {
    StringBuilder table =
        new StringBuilder(
            """
            | memory, MiB | resident | heap in use | direct |
            |---|---:|---:|---:|
            """);
    table.append(line("before, collected", stressed.before()));
    for (Footprint footprint : stressed.footprints()) {
      String second =
          String.format(
              Locale.ROOT, "second %.0f", footprint.second() - stressed.before().second());
      table.append(line(second, footprint));
    }
    return table.append(line("after, collected", stressed.after())).toString();
  }

  private static String line(String when, Footprint footprint) {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.1f |%n",
        when,
        footprint.resident() / MEBI,
        footprint.heap() / MEBI,
        footprint.direct() / MEBI);
  }
}
