package dev.vitrine.server;

import dev.vitrine.bulk.BulkListener;
import dev.vitrine.bulk.Outcomes;
import dev.vitrine.catalog.UploadListener;
import dev.vitrine.catalog.UploadStatus;
import dev.vitrine.index.IndexState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** What the server counts. No label ever holds an id, a name or anything else a client chose. */
public final class Metrics implements BulkListener, UploadListener, AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();

  /** As many as there are routes, methods and statuses: none of them is of a client's choosing. */
  private final ConcurrentMap<Kind, Timer> requests = new ConcurrentHashMap<>();

  private final Counter returned = ids("returned");
  private final Counter notFound = ids("not_found");
  private final Counter notModified = ids("not_modified");
  private final Counter unprocessed = ids("unprocessed");
  private final Counter missed =
      Counter.builder("vitrine.rows.loaded")
          .description("Ids of bulk reads that had to be read from the store")
          .register(registry);
  private final Counter corrupt =
      Counter.builder("vitrine.documents.corrupt")
          .description("Reads that met a damaged document")
          .register(registry);

  private final Counter originalBytes = assetBytes("original");
  private final Counter renditionBytes = assetBytes("rendition");
  private final Counter renditionsMade = renditions("made");
  private final Counter renditionsKept = renditions("kept");
  private final Counter renditionsRefused = renditions("refused");
  private final DistributionSummary imported = uploads("imported");
  private final DistributionSummary failed = uploads("failed");

  /** What requests are told apart by. */
  private record Kind(String method, String route, int status) {}

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  private Counter ids(String outcome) {
    return Counter.builder("vitrine.bulk.ids")
        .description("Ids asked for in bulk and single reads, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void ended(UploadStatus status, long bytes) {
    (status == UploadStatus.IMPORTED ? imported : failed).record((double) bytes);
  }

  private DistributionSummary uploads(String outcome) {
    return DistributionSummary.builder("vitrine.uploads")
        .description("Uploads that came to their end, by what became of them")
        .baseUnit("bytes")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Shows how far the index of lists is behind the store, and what it holds. */
  public void watchIndex(Supplier<IndexState> state) {
    Gauge.builder("vitrine.index.documents", () -> state.get().documents())
        .description("Documents in the index of lists")
        .register(registry);
    Gauge.builder("vitrine.index.changes.behind", () -> state.get().changesBehind())
        .description("Changes of the store that lists do not show yet")
        .register(registry);
    Gauge.builder("vitrine.index.behind.seconds", () -> state.get().behind().toMillis() / 1000.0)
        .description("Lists show all that was written longer ago than this")
        .register(registry);
  }

  /** Shows how many models the row cache knows. */
  public void watchCache(Supplier<Number> entries) {
    Gauge.builder("vitrine.cache.models", entries)
        .description("Models in the row cache")
        .register(registry);
  }

  /**
   * Counts one HTTP request.
   *
   * @param route a template, never a path
   */
  public void request(String method, String route, int status, Duration took) {
    requests.computeIfAbsent(new Kind(method, route, status), this::timer).record(took);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("vitrine.http.requests")
        .description("HTTP requests")
        .tag("method", kind.method())
        .tag("route", kind.route())
        .tag("status", Integer.toString(kind.status()))
        .register(registry);
  }

  @Override
  public void read(int ids, Outcomes outcomes) {
    int lost = outcomes.notFound().size();
    int same = outcomes.notModified().size();
    int broken = outcomes.unprocessed().size();
    returned.increment(ids - lost - same - broken);
    notFound.increment(lost);
    notModified.increment(same);
    unprocessed.increment(broken);
  }

  @Override
  public void missed(int ids) {
    missed.increment(ids);
  }

  @Override
  public void corrupt(String id) {
    corrupt.increment();
  }

  /**
   * Counts bytes of an asset that were sent.
   *
   * @param original whether they are the untransformed ones
   */
  public void assetBytes(boolean original, long bytes) {
    (original ? originalBytes : renditionBytes).increment((double) bytes);
  }

  /** What became of a request for a rendition. */
  public enum Rendition {
    /** It was made for this request. */
    MADE,
    /** It was there, or being made for another request. */
    KEPT,
    /** Too much was under way. */
    REFUSED
  }

  /** Counts one request for a rendition. */
  public void rendition(Rendition outcome) {
    switch (outcome) {
      case MADE -> renditionsMade.increment();
      case KEPT -> renditionsKept.increment();
      case REFUSED -> renditionsRefused.increment();
    }
  }

  private Counter renditions(String outcome) {
    return Counter.builder("vitrine.renditions")
        .description("Requests for renditions, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter assetBytes(String form) {
    return Counter.builder("vitrine.assets.bytes")
        .description("Bytes of assets that were sent, by form")
        .tag("form", form)
        .register(registry);
  }

  /** Everything in the Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}
