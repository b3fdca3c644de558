package dev.vitrine.bench.drive;

import java.time.Duration;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts what happens during a run. */
final class Tally {
  private static final int STATUSES = 1000;
  private static final int DIGITS = 3;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long start;
  private final Plan plan;
  private final long longest;
  private final long[] statuses = new long[STATUSES];
  private final long[] goodEachSecond;
  private final Histogram good;
  private final Histogram all;
  private final Histogram late;
  private final Histogram served;
  private long intended;
  private long wrong;
  private long cut;
  private long malformed;
  private long timedOut;
  private long neverSent;
  private long withoutRetryAfter;
  private long refused;
  private long reopened;
  private long goodInTime;
  private long bytes;

  Tally(Plan plan, long start) {
    this.plan = plan;
    this.start = start;
    this.longest = plan.length().plus(plan.patience().multipliedBy(3)).toNanos() + SECOND;
    this.good = new Histogram(longest, DIGITS);
    this.all = new Histogram(longest, DIGITS);
    this.late = new Histogram(longest, DIGITS);
    this.served = new Histogram(longest, DIGITS);
    this.goodEachSecond = new long[(int) ((plan.length().toNanos() + SECOND - 1) / SECOND)];
  }

  void intended() {
    intended++;
  }

  void sent(long intendedAt, long now) {
    late.recordValue(bounded(now - intendedAt));
  }

  void answered(AnswerReader answer, long intendedAt, long sentAt, long now) {
    int status = answer.status();
    statuses[status]++;
    bytes += answer.bytes();
    if (status == Outcome.OK && answer.isRight()) {
      long took = bounded(now - intendedAt);
      good.recordValue(took);
      served.recordValue(bounded(now - sentAt));
      all.recordValue(took);
      if (now - start < plan.length().toNanos()) {
        goodInTime++;
        goodEachSecond[(int) ((now - start) / SECOND)]++;
      }
      return;
    }
    if (status == Outcome.OK) {
      wrong++;
    } else if (status == TOO_MANY_REQUESTS && !answer.saysWhenToRetry()) {
      withoutRetryAfter++;
    }
    failed();
  }

  void cut() {
    cut++;
    failed();
  }

  void malformed() {
    malformed++;
    failed();
  }

  void timedOut() {
    timedOut++;
    failed();
  }

  void neverSent() {
    neverSent++;
    failed();
  }

  void refused() {
    refused++;
  }

  void reopened() {
    reopened++;
  }

  private void failed() {
    all.recordValue(plan.patience().toNanos());
  }

  private long bounded(long nanos) {
    return Math.clamp(nanos, 0, longest);
  }

  Outcome outcome(Duration connecting, Duration processorTime, Duration passed) {
    SortedMap<Integer, Long> seen = new TreeMap<>();
    for (int status = 0; status < STATUSES; status++) {
      if (statuses[status] > 0) {
        seen.put(status, statuses[status]);
      }
    }
    double seconds = plan.length().toNanos() / (double) SECOND;
    return new Outcome(
        connecting.toNanos() / (double) SECOND,
        seconds,
        intended,
        seen,
        wrong,
        cut,
        malformed,
        timedOut,
        neverSent,
        withoutRetryAfter,
        refused,
        reopened,
        goodInTime / seconds,
        Arrays.stream(goodEachSecond).boxed().toList(),
        bytes,
        Latency.of(good),
        Latency.of(all),
        Latency.of(late),
        Latency.of(served),
        processorTime.toNanos() / (double) passed.toNanos());
  }
}
