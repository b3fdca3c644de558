package dev.vitrine.bench.load;

import dev.vitrine.bench.drive.Driver;
import dev.vitrine.bench.drive.Loop;
import dev.vitrine.bench.load.Run.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** The runs against one server: its peak, below it, far above it, and how it recovers. */
final class Stress {
  /** Connections at which the peak is looked for. */
  private static final List<Integer> CLOSED_LOOP = List.of(8, 16, 32, 64, 128);

  private static final Loop CLOSED = new Loop.Closed();

  private final Crowd crowd;
  private final Watch watch;
  private final UnderLoadOptions options;
  private final Random random;
  private final Consumer<String> progress;
  private final List<Run> runs = new ArrayList<>();
  private final List<Footprint> footprints = new ArrayList<>();

  Stress(
      Crowd crowd,
      Watch watch,
      UnderLoadOptions options,
      Random random,
      Consumer<String> progress) {
    this.crowd = crowd;
    this.watch = watch;
    this.options = options;
    this.random = random;
    this.progress = progress;
  }

  /** All of it. */
  Stressed play() throws IOException, InterruptedException {
    progress.accept("warming up");
    Duration warmUp = Duration.ofSeconds(options.warmUpSeconds);
    Driver.run(crowd.plan(CLOSED, CLOSED_LOOP.get(1), warmUp, options.patience()));
    Peak peak = peak(Stage.PEAK, options.rounds);
    progress.accept(
        String.format(
            Locale.ROOT, "peak: %.0f/s over %d connections", peak.perSecond(), peak.connections()));
    for (int round = 1; round <= options.rounds; round++) {
      progress.accept("below the peak: run " + round + " of " + options.rounds);
      below(Stage.BELOW, peak);
    }
    Footprint before = watch.lookCollected();
    for (int round = 1; round <= options.overRounds; round++) {
      progress.accept("overload: run " + round + " of " + options.overRounds);
      Loop loop = open(options.over * peak.perSecond());
      Duration length = Duration.ofSeconds(options.overSeconds);
      watch.during(footprints, () -> run(Stage.OVERLOAD, loop, options.overConnections, length));
    }
    progress.accept("recovery");
    below(Stage.RECOVERY, peak);
    Peak afterwards = peak(Stage.PEAK_AFTERWARDS, options.overRounds);
    Footprint after = watch.lookCollected();
    return new Stressed(runs, peak, afterwards, footprints, before, after);
  }

  /** The most that is answered in a closed loop, whatever the number of connections that needs. */
  private Peak peak(Stage stage, int rounds) throws IOException, InterruptedException {
    Duration length = Duration.ofMillis(500L * options.seconds);
    List<Integer> order = new ArrayList<>(CLOSED_LOOP);
    for (int round = 1; round <= rounds; round++) {
      progress.accept(
          (stage == Stage.PEAK ? "peak: round " : "peak afterwards: round ")
              + round
              + " of "
              + rounds);
      Collections.shuffle(order, random);
      for (int connections : order) {
        run(stage, CLOSED, connections, length);
      }
    }
    return CLOSED_LOOP.stream()
        .map(connections -> Peak.of(runs, stage, connections))
        .max(Comparator.comparingDouble(Peak::perSecond))
        .orElseThrow();
  }

  private void below(Stage stage, Peak peak) throws IOException, InterruptedException {
    Loop loop = open(options.below * peak.perSecond());
    run(stage, loop, options.connections, Duration.ofSeconds(options.seconds));
  }

  private Loop open(double perSecond) {
    return new Loop.Open(perSecond, options.arrivals, random.nextLong());
  }

  private Run run(Stage stage, Loop loop, int connections, Duration length)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Duration used = watch.processorTime();
    var outcome = Driver.run(crowd.plan(loop, connections, length, options.patience()));
    Duration taken = watch.processorTime().minus(used);
    double cores = taken.toNanos() / (double) (System.nanoTime() - start);
    Run run = new Run(stage, runs.size() + 1, loop, connections, cores, outcome);
    runs.add(run);
    return run;
  }
}
