package dev.vitrine.bench.load;

import java.util.HashMap;
import java.util.Map;

/**
 * What a server counted up to now, in the Prometheus text format.
 *
 * @param series values by name and labels, as written
 */
record Scrape(Map<String, Double> series) {
  private static final String IDS = "vitrine_bulk_ids_total";
  private static final String LOADED = "vitrine_rows_loaded_total";
  private static final String COLLECTING = "jvm_gc_pause_seconds_sum";
  private static final String REQUESTS = "vitrine_http_requests_seconds_count";
  private static final String REFUSED = "status=\"429\"";

  static Scrape of(String text) {
    Map<String, Double> series = new HashMap<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> {
          // Behind the last brace, for a label may hold anything: VALUE, or VALUE TIME.
          int end = line.indexOf(' ', Math.max(0, line.lastIndexOf('}')));
          String value = line.substring(end).strip().split(" ", 2)[0];
          series.put(line.substring(0, end), Double.parseDouble(value));
        });
    return new Scrape(series);
  }

  /** The share of ids asked for since an earlier scrape that memory held; 1 if none were. */
  double hitShare(Scrape earlier) {
    double asked = since(earlier, IDS, "");
    return asked == 0 ? 1 : 1 - since(earlier, LOADED, "") / asked;
  }

  /** Seconds since an earlier scrape in which the collector stopped everything. */
  double pauseSeconds(Scrape earlier) {
    return since(earlier, COLLECTING, "");
  }

  /** Requests answered with 429 since an earlier scrape. */
  double refused(Scrape earlier) {
    return since(earlier, REQUESTS, REFUSED);
  }

  /**
   * What was added to all series of a name that have a label; one may appear when it first counts.
   */
  private double since(Scrape earlier, String name, String label) {
    return sum(name, label) - earlier.sum(name, label);
  }

  private double sum(String name, String label) {
    return series.entrySet().stream()
        .filter(one -> one.getKey().equals(name) || one.getKey().startsWith(name + "{"))
        .filter(one -> one.getKey().contains(label))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
