package dev.vitrine.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A set of models asked of a server, as fast as the load generator gets answers. */
record Load(String name, Served served, Asking asking, Draw draw, Wrk wrk) {
  private static final int PART = 500;

  /**
   * What a run saw, of both sides.
   *
   * @param goodPerSecond requests that were answered with what was asked for
   * @param refusedShare of the requests, those answered with 429
   * @param hitShare of the ids asked for, those that memory held
   * @param pausedShare of the time, that in which the collector stopped everything
   * @param processorMicros used by the server for a request
   * @param resident at the end
   */
  record Seen(
      Wrk.Seen run,
      double goodPerSecond,
      double refusedShare,
      double hitShare,
      double pausedShare,
      double processorMicros,
      Resident resident) {}

  /** Asks for the whole set once, a part at a time. */
  void fill() throws IOException, InterruptedException {
    List<String> ids = Files.readAllLines(draw.ids());
    for (int from = 0; from < ids.size(); from += PART) {
      asking.ask(served.port(), ids.subList(from, Math.min(ids.size(), from + PART)), false);
    }
  }

  /** Asks for some seconds without looking. */
  void warmUp(int seconds) throws IOException, InterruptedException {
    wrk.attempt(served.port(), draw.script(asking, 0), seconds);
  }

  /**
   * Asks for some seconds; what is drawn depends on the round alone.
   *
   * @throws Unusable if a request failed otherwise than by being refused
   */
  Seen measure(int round, int seconds) throws IOException, InterruptedException {
    Path script = draw.script(asking, round);
    Scrape before = served.scrape();
    Duration used = served.processorTime();
    Wrk.Attempt attempt = wrk.attempt(served.port(), script, seconds);
    Duration since = served.processorTime().minus(used);
    Scrape after = served.scrape();
    if (attempt.seen().requests() == 0 || attempt.failed() > after.refused(before)) {
      throw new Unusable("A run went wrong:\n" + attempt.printed());
    }
    Wrk.Seen run = attempt.seen();
    double refused = (double) attempt.failed() / run.requests();
    return new Seen(
        run,
        run.requestsPerSecond() * (1 - refused),
        refused,
        after.hitShare(before),
        after.pauseSeconds(before) / seconds,
        since.toNanos() / 1e3 / run.requests(),
        served.resident());
  }
}
