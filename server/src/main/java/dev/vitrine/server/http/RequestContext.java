package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What the handlers around a request learn of it, for those within and for the access log: kept as
 * one attribute of the request. Handed from thread to thread with the request, as Jetty does.
 */
final class RequestContext {
  private static final String ATTRIBUTE = RequestContext.class.getName();

  /** W3C Trace Context, version 00. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private static final String NO_TRACE = "0".repeat(32);

  private final String traceId;
  private volatile @Nullable Caller caller;
  private volatile String route = "none";

  @SuppressWarnings("NullableOptional") // Null before anybody asked.
  private volatile @Nullable Optional<AssetRequest> asset;

  private RequestContext(String traceId) {
    this.traceId = traceId;
  }

  private static RequestContext of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestContext known) {
      return known;
    }
    RequestContext context = new RequestContext(given(request.getHeaders().get("traceparent")));
    request.setAttribute(ATTRIBUTE, context);
    return context;
  }

  /**
   * The id that ties an answer to its lines in the log: the client's own, sent as {@code
   * traceparent}, or a new one.
   */
  static String traceId(Request request) {
    return of(request).traceId;
  }

  private static String given(@Nullable String traceparent) {
    if (traceparent != null) {
      Matcher matcher = TRACEPARENT.matcher(traceparent);
      if (matcher.matches() && !matcher.group(1).equals(NO_TRACE)) {
        return matcher.group(1);
      }
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  static void caller(Request request, Caller caller) {
    of(request).caller = caller;
  }

  /** Who asks; null on routes that need no credentials. */
  static @Nullable Caller caller(Request request) {
    return of(request).caller;
  }

  /** The request as one for the bytes of an asset; null if it is none. */
  @SuppressWarnings("NullableOptional") // Null before anybody asked.
  static @Nullable AssetRequest asset(Request request) {
    RequestContext context = of(request);
    Optional<AssetRequest> found = context.asset;
    if (found == null) {
      found = Optional.ofNullable(AssetRequest.of(request));
      context.asset = found;
    }
    return found.orElse(null);
  }

  /**
   * Names the route that answers, for metrics: a template such as {@code /models/{modelId}}, never
   * a path.
   */
  static void route(Request request, String route) {
    of(request).route = route;
  }

  static String route(Request request) {
    return of(request).route;
  }
}
