package dev.vitrine.server.http;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands around every route: gives the request its trace id, and answers whatever is thrown within.
 */
final class Boundary extends Handler.Wrapper {
  Boundary(Handler inner) {
    super(inner);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String traceId = RequestContext.traceId(request);
    try {
      if (request.getHttpURI().getPathQuery().length() > ServerLimits.URI_BYTES) {
        throw new VitrineException(
            ErrorCode.URI_TOO_LONG,
            "The request URI is longer than " + ServerLimits.URI_BYTES + " bytes",
            Map.of("limit", ServerLimits.URI_BYTES));
      }
      if (request.getHttpURI().getPath() != null) {
        PercentEncoding.decode(
            request.getHttpURI().getPath(),
            false,
            "path"); // The router decodes less strictly, and fails.
      }
      handle(super::handle, request, response, callback);
    } catch (Throwable thrown) {
      fail(response, callback, thrown, traceId);
    }
    return true;
  }

  /** Lets a handler answer, and says so if it does not. */
  static void handle(Request.Handler inner, Request request, Response response, Callback callback)
      throws Exception {
    if (!inner.handle(request, response, callback)) {
      throw new VitrineException(ErrorCode.NOT_FOUND, "There is no such endpoint");
    }
  }

  /** Answers an error, or aborts the connection when part of another answer has already left. */
  static void fail(Response response, Callback callback, Throwable thrown, String traceId) {
    if (response.isCommitted()) {
      ErrorAnswer.of(
          thrown, traceId); // For the log: the client learns of it by the broken connection.
      callback.failed(thrown);
      return;
    }
    ErrorAnswer answer = ErrorAnswer.of(thrown, traceId);
    response.reset();
    Runnable write = () -> write(response, answer, callback);
    switch (answer.code()) {
      case REQUEST_TOO_LARGE, UNSUPPORTED_MEDIA, REQUEST_TIMEOUT -> write.run(); // Read already.
      default -> Drain.before(response.getRequest(), write);
    }
  }

  /** Writes an error as the whole answer. */
  static void write(Response response, ErrorAnswer answer, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ErrorAnswer.CONTENT_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(answer.body().array()), callback);
  }
}
