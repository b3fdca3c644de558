package dev.vitrine.bench.drive;

import java.util.List;
import java.util.SortedMap;

/**
 * What one run saw. Every request intended is in one of statuses, cut, malformed, timedOut and
 * neverSent.
 *
 * @param connectSeconds how long it took to open all connections, one after the other, before the
 *     run
 * @param seconds the run's length: requests became due during it, answers to the last ones came
 *     later
 * @param intended requests that became due
 * @param statuses whole answers by status
 * @param wrong answers of status 200 whose length or content was not the right one
 * @param cut requests whose connection ended before the answer was whole
 * @param malformed answers that could not be read
 * @param timedOut requests given up without an answer
 * @param neverSent requests given up because no connection became free
 * @param withoutRetryAfter answers of status 429 that do not say when to come again
 * @param refused connections that were refused
 * @param reopened connections the server closed between two requests
 * @param goodPerSecond right answers that arrived during the run, divided by its length
 * @param goodEachSecond the same, second by second
 * @param bytes of all answers, with their heads
 * @param good from when a request should have been sent to the end of its right answer
 * @param all the same of all requests intended; those without a right answer count as taking the
 *     patience of their caller
 * @param late how long after it should have been a request was sent
 * @param served from sending a request to the end of its right answer: what is left of the latency
 *     without the wait for a connection
 * @param driverCores processor time this driver took, divided by the time that passed
 */
public record Outcome(
    double connectSeconds,
    double seconds,
    long intended,
    SortedMap<Integer, Long> statuses,
    long wrong,
    long cut,
    long malformed,
    long timedOut,
    long neverSent,
    long withoutRetryAfter,
    long refused,
    long reopened,
    double goodPerSecond,
    List<Long> goodEachSecond,
    long bytes,
    Latency good,
    Latency all,
    Latency late,
    Latency served,
    double driverCores) {
  static final int OK = 200;
  private static final int SERVER_ERROR = 500;

  /** Answers that say that the server failed. */
  public long serverErrors() {
    return statuses.tailMap(SERVER_ERROR).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Requests that did not get what they asked for, for whatever reason. */
  public long withoutRightAnswer() {
    return intended - good.count();
  }
}
