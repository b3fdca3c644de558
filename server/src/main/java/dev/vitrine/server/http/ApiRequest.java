package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.catalog.Idempotency;
import dev.vitrine.catalog.Parameters;
import dev.vitrine.catalog.Precondition;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBody;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelId;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a route needs of its request, checked: who asks, the ids in the path, query, body and
 * conditions.
 */
final class ApiRequest {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /** One entity tag of a list (RFC 9110, section 8.8.3). */
  private static final Pattern ETAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");

  private static final Pattern REVISION = Pattern.compile("([1-9][0-9]{0,18})(?:\\..*)?");

  private final Request request;
  private final ServerLimits limits;
  private final QueryParameters query;

  private ApiRequest(Request request, ServerLimits limits) {
    this.request = request;
    this.limits = limits;
    this.query = QueryParameters.parse(request.getHttpURI().getQuery());
  }

  static ApiRequest of(Context ctx, ServerLimits limits) {
    return new ApiRequest(ServletContextRequest.getServletContextRequest(ctx.req()), limits);
  }

  Request jetty() {
    return request;
  }

  /** Whoever asks, be it with the public token. */
  Caller caller() {
    Caller caller = RequestContext.caller(request);
    if (caller == null) {
      throw Authentication.unauthenticated();
    }
    return caller;
  }

  /** Whoever asks with a key. */
  Caller.KeyHolder keyHolder() {
    if (caller() instanceof Caller.KeyHolder holder) {
      return holder;
    }
    throw Authentication.unauthenticated();
  }

  /**
   * Whoever asks with a key that may write: checked before anything is read of the request.
   *
   * @throws VitrineException FORBIDDEN if it may only read
   */
  Caller.KeyHolder editor() {
    Caller.KeyHolder holder = keyHolder();
    holder.requireEditor();
    return holder;
  }

  QueryParameters query() {
    return query;
  }

  /**
   * The parameters of a call that deletes: a list which the query names, else those of the body.
   */
  Parameters listInQueryOrBody(String name) {
    List<String> named = query.list(name);
    return named == null ? body() : new Parameters(JsonObject.of(name, JsonArray.ofStrings(named)));
  }

  /** Whether asset URLs are to name originals. */
  boolean originals() {
    return Boolean.TRUE.equals(query.flag("originalAssets"));
  }

  /** Whether the caller wants to read through caches. */
  boolean fresh() {
    return Negotiation.wantsFresh(request.getHeaders());
  }

  /**
   * The id that stands in the path for a name of the route's template, decoded once.
   *
   * @throws VitrineException INVALID_PARAMETER if it cannot be an id
   */
  String id(String name) {
    String[] template = RequestContext.route(request).split("/", -1);
    String[] path = Paths.unversioned(request).split("/", -1);
    for (int i = 0; i < template.length; i++) {
      if (template[i].equals("{" + name + "}")) {
        String id = PercentEncoding.decode(path[i], false, name);
        if (ModelId.isLegal(id)) {
          return id;
        }
        throw VitrineException.invalidParameter(
            name, "must have 1 to " + ModelId.LONGEST + " characters");
      }
    }
    throw new IllegalArgumentException("the route has no " + name);
  }

  /**
   * The parameters of the body.
   *
   * @throws VitrineException as {@link RequestBody#await} and {@link JsonBody#object}
   */
  Parameters body() {
    return new Parameters(JsonBody.object(bytes(), limits.json()));
  }

  /**
   * The list that is the body.
   *
   * @throws VitrineException as {@link RequestBody#await} and {@link JsonBody#array}
   */
  JsonArray list() {
    return JsonBody.array(bytes(), limits.json());
  }

  /** The body as it was sent. To be read once. */
  byte[] bytes() {
    return bytes(new RequestBody(request, limits));
  }

  /** The body of a route that takes pictures, as it was sent. To be read once. */
  byte[] bytesWithPictures() {
    return bytes(RequestBody.withPictures(request, limits));
  }

  private static byte[] bytes(RequestBody body) {
    try {
      byte[] ready = body.ready();
      return ready == null ? body.await() : ready;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the caller expects of the document it changes: {@code If-Match} (RFC 9110, section
   * 13.1.1).
   */
  Precondition precondition() {
    List<String> headers = request.getHeaders().getValuesList(HttpHeader.IF_MATCH);
    if (headers.isEmpty()) {
      return Precondition.NONE;
    }
    String all = String.join(",", headers);
    if (all.strip().equals("*")) {
      return Precondition.NONE; // Any revision: that there is one is checked anyway.
    }
    Set<Long> revisions = new HashSet<>();
    Matcher etag = ETAG.matcher(all);
    while (etag.find()) {
      Matcher revision = REVISION.matcher(etag.group(2));
      if (etag.group(1) == null && revision.matches()) {
        revision(revision.group(1), revisions);
      }
    }
    return Precondition.oneOf(revisions);
  }

  private static void revision(String text, Set<Long> revisions) {
    try {
      revisions.add(Long.parseLong(text));
    } catch (NumberFormatException e) {
      // No revision is that large, so it matches nothing.
    }
  }

  /** Tells this request from others with the same {@code Idempotency-Key}. */
  String fingerprint(byte[] body) {
    String query = request.getHttpURI().getQuery();
    return Idempotency.fingerprint(
        request.getMethod(), Paths.unversioned(request) + (query == null ? "" : "?" + query), body);
  }

  /**
   * The key under which repeating a create creates nothing more; null if none was given.
   *
   * @throws VitrineException INVALID_PARAMETER
   */
  @Nullable String idempotencyKey() {
    String key = request.getHeaders().get(IDEMPOTENCY_KEY);
    if (key != null && !PRINTABLE.matcher(key).matches()) {
      throw VitrineException.invalidParameter(
          IDEMPOTENCY_KEY, "must be 1 to 255 printable characters of ASCII without spaces");
    }
    return key;
  }
}
