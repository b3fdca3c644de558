package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.error.LogText;
import dev.vitrine.server.Metrics;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line and one measurement for every answer. Paths are logged as sent, queries and headers
 * never: they hold secrets.
 */
final class AccessLog implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("access");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Metrics metrics;

  AccessLog(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void log(Request request, Response response) {
    Duration took = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
    metrics.request(method, RequestContext.route(request), response.getStatus(), took);
    if (LOG.isInfoEnabled()) {
      LOG.info(line(method, request, response, took));
    }
  }

  private static String line(String method, Request request, Response response, Duration took) {
    String key =
        RequestContext.caller(request) instanceof Caller.KeyHolder holder ? holder.keyId() : "-";
    return method
        + ' '
        + LogText.of(String.valueOf(request.getHttpURI().getPath()))
        + ' '
        + response.getStatus()
        + ' '
        + Response.getContentBytesWritten(response)
        + "B "
        + took.toMillis()
        + "ms key="
        + key
        + " traceId="
        + RequestContext.traceId(request);
  }
}
