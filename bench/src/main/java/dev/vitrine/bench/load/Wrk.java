package dev.vitrine.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator: one thread, closed loop, the same POST again and again. */
final class Wrk {
  /** The end of every script: prints what {@link #run} reads. */
  static final String DONE =
      """
      function done(summary, latency, requests)
        local e = summary.errors
        io.write(string.format("RESULT %.0f %.0f %.0f %.0f %.0f %.0f\\n", summary.requests, summary.duration,
          summary.bytes, e.status + e.connect + e.read + e.write + e.timeout, latency:percentile(50),
          latency:percentile(99)))
      end
      """;

  private static final Pattern RESULT =
      Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  private final Workspace workspace;
  private final int connections;

  Wrk(Workspace workspace, int connections) {
    this.workspace = workspace;
    this.connections = connections;
  }

  /** What one run saw. */
  record Seen(
      double requestsPerSecond, long requests, long bytes, long p50Micros, long p99Micros) {}

  /** The script of a work, the same for whoever is asked. */
  Path script(String name, Catalogue catalogue, Work work) throws IOException {
    Path body = workspace.path(name + "-" + work.file() + ".json");
    Files.write(body, Asking.body(catalogue.ids(work)));
    String encoding = work.gzip() ? "wrk.headers[\"Accept-Encoding\"] = \"gzip\"" : "";
    return Files.writeString(
        workspace.path(name + "-" + work.file() + ".lua"),
        """
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/json"
        wrk.headers["Authorization"] = "%s"
        %s
        wrk.body = assert(io.open("%s", "rb")):read("*a")
        """
                .formatted(catalogue.asking().authorization(), encoding, body)
            + DONE);
  }

  /** The script that gets one path, query and all, the same for whoever is asked. */
  Path script(String name, String path) throws IOException {
    return Files.writeString(
        workspace.path(name + ".lua"),
        """
        wrk.method = "GET"
        wrk.path = "%s"
        """
                .formatted(path)
            + DONE);
  }

  /**
   * Asks for some seconds.
   *
   * @throws Unusable if anything but a good answer came
   */
  Seen run(int port, Path script, int seconds) throws IOException, InterruptedException {
    Attempt attempt = attempt(port, script, seconds);
    if (!attempt.isGood()) {
      throw new Unusable("A run went wrong:\n" + attempt.printed());
    }
    return attempt.seen();
  }

  /**
   * A run that may not have gone well.
   *
   * @param failed requests without a good answer, which the seen ones include
   */
  record Attempt(Seen seen, long failed, String printed) {
    /** Whether there were answers, and all of them good. */
    boolean isGood() {
      return seen.requests() > 0 && failed == 0;
    }
  }

  /**
   * Asks for some seconds, also where some of it is refused or nothing answered.
   *
   * @throws Unusable if the generator itself fails
   */
  Attempt attempt(int port, Path script, int seconds) throws IOException, InterruptedException {
    String printed =
        workspace.run(
            "wrk",
            List.of(
                Tools.path("wrk"),
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "10s",
                "-s",
                script.toString(),
                "http://127.0.0.1:" + port + Asking.PATH));
    Matcher result = RESULT.matcher(printed);
    if (!result.find()) {
      throw new Unusable("A run went wrong:\n" + printed);
    }
    Seen seen =
        new Seen(
            number(result, 1) * 1e6 / number(result, 2),
            number(result, 1),
            number(result, 3),
            number(result, 5),
            number(result, 6));
    return new Attempt(seen, number(result, 4), printed);
  }

  private static long number(Matcher result, int group) {
    return Long.parseLong(result.group(group));
  }
}
