package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Vitrine's requests per second as multiples of a rival's, round by round. */
record Ratio(
    String documents,
    Work work,
    Rival rival,
    int rounds,
    double median,
    double least,
    double most) {
  /** The ratios of all that was measured against each other. */
  static List<Ratio> of(List<Sample> samples) {
    List<Ratio> ratios = new ArrayList<>();
    for (String documents : samples.stream().map(Sample::documents).distinct().toList()) {
      for (Rival rival : Rival.values()) {
        for (Work work : Work.values()) {
          List<Double> all = of(samples, documents, work, rival);
          if (rival != Rival.VITRINE && !all.isEmpty()) {
            ratios.add(
                new Ratio(
                    documents,
                    work,
                    rival,
                    all.size(),
                    median(all),
                    all.getFirst(),
                    all.getLast()));
          }
        }
      }
    }
    return ratios;
  }

  private static List<Double> of(List<Sample> samples, String documents, Work work, Rival rival) {
    List<Double> ratios = new ArrayList<>();
    for (Sample other : samples) {
      if (other.documents().equals(documents) && other.work() == work && other.rival() == rival) {
        samples.stream()
            .filter(own -> own.rival() == Rival.VITRINE && own.documents().equals(documents))
            .filter(own -> own.work() == work && own.round() == other.round())
            .forEach(own ->
                ratios.add(own.seen().requestsPerSecond() / other.seen().requestsPerSecond()));
      }
    }
    Collections.sort(ratios);
    return ratios;
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double target() {
    return rival.target(work);
  }

  Comparison finding() {
    return new Comparison(
        work.label() + ", " + documents + " documents",
        rival.label(),
        Comparison.Target.atLeast(target()),
        new Spread(rounds, median, least, most));
  }
}
