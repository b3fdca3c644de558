package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Role;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.server.Metrics;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.StoreException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** Routes about the server itself. */
final class ServiceRoutes {
  private final DocumentStore store;
  private final ServerLimits limits;
  private final Duration repeatableFor;
  private final long uploadBytes;
  private final int trainingImages;
  private final Metrics metrics;
  private final boolean openMetrics;
  private final BooleanSupplier current;

  ServiceRoutes(
      DocumentStore store,
      ServerLimits limits,
      Duration repeatableFor,
      long uploadBytes,
      int trainingImages,
      Metrics metrics,
      boolean openMetrics,
      BooleanSupplier current) {
    this.store = store;
    this.limits = limits;
    this.repeatableFor = repeatableFor;
    this.uploadBytes = uploadBytes;
    this.trainingImages = trainingImages;
    this.metrics = metrics;
    this.openMetrics = openMetrics;
    this.current = current;
  }

  /** {@code GET /limits}: for keys, not for the public token. */
  void limits(Context ctx) {
    if (!(caller(ctx) instanceof Caller.KeyHolder)) {
      throw Authentication.unauthenticated();
    }
    json(ctx, limits.toJson(repeatableFor, uploadBytes, trainingImages));
  }

  /** {@code GET /healthz}: the process answers. */
  void health(Context ctx) {
    json(ctx, JsonObject.of("status", new JsonString("ok")));
  }

  /** {@code GET /readyz}: the store answers too, and changes made elsewhere are followed. */
  void readiness(Context ctx) {
    if (!current.getAsBoolean()) {
      throw new VitrineException(
          ErrorCode.UNAVAILABLE, "Changes of the catalogue cannot be followed at the moment");
    }
    try {
      store.head();
    } catch (StoreException e) {
      throw new VitrineException(ErrorCode.UNAVAILABLE, "The store does not answer");
    }
    json(ctx, JsonObject.of("status", new JsonString("ready")));
  }

  /**
   * {@code GET /metrics}: the Prometheus text format. It counts, and names no project, key or
   * model.
   */
  void metrics(Context ctx) {
    if (!openMetrics
        && !(caller(ctx) instanceof Caller.KeyHolder holder && holder.role() == Role.ADMIN)) {
      throw new VitrineException(ErrorCode.FORBIDDEN, "Metrics are for admin keys on this server");
    }
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8");
    Compression.result(ctx, metrics.scrape().getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Caller caller(Context ctx) {
    return RequestContext.caller(ServletContextRequest.getServletContextRequest(ctx.req()));
  }

  private static void json(Context ctx, JsonObject body) {
    ctx.contentType("application/json");
    ctx.header("Cache-Control", "no-store");
    Compression.result(ctx, JsonWriter.write(body));
  }
}
