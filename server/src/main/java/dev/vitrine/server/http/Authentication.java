package dev.vitrine.server.http;

import dev.vitrine.access.Authenticator;
import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells who asks, once for every route (contract section 1, "Who"). Routes that need no credentials
 * are let through without a caller; everything else, known or not, is 401 to whoever has none.
 */
final class Authentication extends Handler.Wrapper {
  private static final String PUBLIC_TOKEN = "public-auth-token";

  private final Authenticator authenticator;
  private final Set<String> open;
  private final boolean publicReads;
  private final RequestRate rate;
  private final Offload offload;

  /**
   * An authenticating wrapper.
   *
   * @param open paths, without the version prefix, that need no credentials
   * @param publicReads whether the public token is accepted
   * @param rate what keys are held to, whatever they ask for
   */
  Authentication(
      Handler inner,
      Authenticator authenticator,
      Set<String> open,
      boolean publicReads,
      RequestRate rate,
      Offload offload) {
    super(inner);
    this.rate = rate;
    this.offload = offload;
    this.authenticator = authenticator;
    this.open = Set.copyOf(open);
    this.publicReads = publicReads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (open.contains(Paths.unversioned(request)) || isSigned(request)) {
      return super.handle(request, response, callback);
    }
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (header != null && publicReads && header.strip().equals(PUBLIC_TOKEN)) {
      return admitted(new Caller.Anyone(), request, response, callback);
    }
    Credentials credentials = Credentials.parse(header);
    Authenticator.Remembered remembered =
        authenticator.remembered(credentials.keyId(), credentials.secret());
    if (remembered.known()) {
      return admitted(
          remembered.holder().orElseThrow(Authentication::unauthenticated),
          request,
          response,
          callback);
    }
    offload.run(
        request,
        response,
        callback,
        () ->
            Boundary.handle(
                (same, answer, end) -> admitted(holder(credentials), same, answer, end),
                request,
                response,
                callback));
    return true;
  }

  /** Whether a request brings its own leave: the signed URL of an asset (contract section 3). */
  private static boolean isSigned(Request request) {
    AssetRequest asset = RequestContext.asset(request);
    return asset != null && asset.signature() != null;
  }

  private boolean admitted(Caller caller, Request request, Response response, Callback callback)
      throws Exception {
    RequestContext.caller(request, caller);
    if (caller instanceof Caller.KeyHolder holder) {
      rate.count(holder.keyId());
    }
    checkProject(caller, request);
    return super.handle(request, response, callback);
  }

  private Caller holder(Credentials credentials) {
    return authenticator
        .authenticate(credentials.keyId(), credentials.secret())
        .orElseThrow(Authentication::unauthenticated);
  }

  private static void checkProject(Caller caller, Request request) {
    String asserted = QueryParameters.parse(request.getHttpURI().getQuery()).text("projectId");
    if (asserted != null && caller instanceof Caller.KeyHolder && !caller.actsFor(asserted)) {
      throw new VitrineException(
          ErrorCode.FORBIDDEN,
          "This key may not act for project " + asserted,
          Map.of("projectId", asserted));
    }
  }

  /** One answer for every way of having no valid credentials. */
  static VitrineException unauthenticated() {
    return new VitrineException(ErrorCode.UNAUTHENTICATED, "Missing or invalid credentials");
  }
}
