package dev.vitrine.server.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers the errors Jetty itself raises as the contract's JSON: bad URIs, headers too large, no
 * Host, a dead handler.
 */
final class JettyErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String traceId = RequestContext.traceId(request);
    Object failure = request.getAttribute(ERROR_EXCEPTION);
    int status = response.getStatus();
    ErrorAnswer answer =
        failure instanceof Throwable thrown
                && !(thrown instanceof HttpException)
                && status >= 500
                && status != 503
            ? ErrorAnswer.of(thrown, traceId)
            : ErrorAnswer.ofStatus(status, reason(request), traceId);
    Boundary.write(response, answer, callback);
    return true;
  }

  private static @Nullable String reason(Request request) {
    return request.getAttribute(ERROR_MESSAGE) instanceof String message ? message : null;
  }
}
