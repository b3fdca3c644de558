package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What the handlers around a request learn of it, for those within and for the access log: kept as
 * request attributes.
 */
final class RequestContext {
  private static final String TRACE_ID = RequestContext.class.getName() + ".traceId";
  private static final String CALLER = RequestContext.class.getName() + ".caller";
  private static final String ROUTE = RequestContext.class.getName() + ".route";

  /** W3C Trace Context, version 00. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private static final String NO_TRACE = "0".repeat(32);

  private RequestContext() {}

  /**
   * The id that ties an answer to its lines in the log: the client's own, sent as {@code
   * traceparent}, or a new one.
   */
  static String traceId(Request request) {
    if (request.getAttribute(TRACE_ID) instanceof String known) {
      return known;
    }
    String id = given(request.getHeaders().get("traceparent"));
    request.setAttribute(TRACE_ID, id);
    return id;
  }

  private static String given(@Nullable String traceparent) {
    if (traceparent != null) {
      Matcher matcher = TRACEPARENT.matcher(traceparent);
      if (matcher.matches() && !matcher.group(1).equals(NO_TRACE)) {
        return matcher.group(1);
      }
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
  }

  static void caller(Request request, Caller caller) {
    request.setAttribute(CALLER, caller);
  }

  /** Who asks; null on routes that need no credentials. */
  static @Nullable Caller caller(Request request) {
    return request.getAttribute(CALLER) instanceof Caller caller ? caller : null;
  }

  /**
   * Names the route that answers, for metrics: a template such as {@code /models/{modelId}}, never
   * a path.
   */
  static void route(Request request, String route) {
    request.setAttribute(ROUTE, route);
  }

  static String route(Request request) {
    return request.getAttribute(ROUTE) instanceof String route ? route : "none";
  }
}
