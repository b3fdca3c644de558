package dev.vitrine.server.http;

import dev.vitrine.access.Authenticator;
import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Tells who asks, once for every route (contract section 1, "Who"). Routes that need no credentials are let through without
 * a caller; everything else, known or not, is 401 to whoever has none.
 */
final class Authentication extends Handler.Wrapper {
  private static final String BASIC = "basic ";
  private static final String PUBLIC_TOKEN = "public-auth-token";

  private final Authenticator authenticator;
  private final Set<String> open;
  private final boolean publicReads;

  /**
   * An authenticating wrapper.
   *
   * @param open paths, without the version prefix, that need no credentials
   * @param publicReads whether the public token is accepted
   */
  Authentication(Handler inner, Authenticator authenticator, Set<String> open, boolean publicReads) {
    super(inner);
    this.authenticator = authenticator;
    this.open = Set.copyOf(open);
    this.publicReads = publicReads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!open.contains(Paths.unversioned(request))) {
      Caller caller = caller(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      checkProject(caller, request);
      RequestContext.caller(request, caller);
    }
    return super.handle(request, response, callback);
  }

  private Caller caller(@Nullable String header) {
    if (header != null) {
      if (publicReads && header.strip().equals(PUBLIC_TOKEN)) {
        return new Caller.Anyone();
      }
      if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
        Optional<Caller.KeyHolder> holder = basic(header.substring(BASIC.length()).strip());
        if (holder.isPresent()) {
          return holder.get();
        }
      }
    }
    throw unauthenticated();
  }

  private Optional<Caller.KeyHolder> basic(String encoded) {
    String pair;
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    return colon < 0 ? Optional.empty() : authenticator.authenticate(pair.substring(0, colon), pair.substring(colon + 1));
  }

  private static void checkProject(Caller caller, Request request) {
    String asserted = QueryParameters.parse(request.getHttpURI().getQuery()).text("projectId");
    if (asserted != null && caller instanceof Caller.KeyHolder && !caller.actsFor(asserted)) {
      throw new VitrineException(
          ErrorCode.FORBIDDEN, "This key may not act for project " + asserted, Map.of("projectId", asserted));
    }
  }

  /** One answer for every way of having no valid credentials. */
  static VitrineException unauthenticated() {
    return new VitrineException(ErrorCode.UNAUTHENTICATED, "Missing or invalid credentials");
  }
}
