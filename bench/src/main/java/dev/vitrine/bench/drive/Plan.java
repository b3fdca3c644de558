package dev.vitrine.bench.drive;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * One run.
 *
 * @param server on this machine
 * @param callers what each caller asks, in turns; connections are dealt out to them evenly
 * @param connections kept open, at least one
 * @param length how long requests become due
 * @param patience how long a request waits for a connection, and after that for its answer, before
 *     it is given up
 * @param checkEvery the content of every so many answers is compared byte by byte
 */
public record Plan(
    InetSocketAddress server,
    List<List<Question>> callers,
    Loop loop,
    int connections,
    Duration length,
    Duration patience,
    int checkEvery) {
  private static final int MOST_CONNECTIONS = 10_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  public Plan {
    callers = callers.stream().map(List::copyOf).toList();
    require(
        server.getAddress() != null && server.getAddress().isLoopbackAddress(),
        "only servers of this machine are put under load: " + server);
    require(
        !callers.isEmpty() && callers.stream().noneMatch(List::isEmpty), "there is nothing to ask");
    require(
        connections > 0 && connections <= MOST_CONNECTIONS,
        "connections lie between 1 and " + MOST_CONNECTIONS);
    require(
        length.isPositive() && length.compareTo(LONGEST) <= 0,
        "a run is longer than nothing and at most an hour");
    require(
        patience.isPositive() && patience.compareTo(LONGEST) <= 0,
        "patience is longer than nothing and at most an hour");
    require(checkEvery > 0, "at least some answers are compared");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
