package dev.vitrine.server.http;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An error as it is answered (contract section 1, "Errors").
 *
 * @param status HTTP status
 * @param retryAfter seconds after which whoever was refused only for the moment may try again
 * @param body one JSON object in UTF-8
 */
record ErrorAnswer(int status, ErrorCode code, int retryAfter, Bytes body) {
  static final String CONTENT_TYPE = "application/json";
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswer.class);

  static ErrorAnswer of(VitrineException refusal, String traceId) {
    return of(
        refusal.code().status(), refusal.code(), refusal.reason(), refusal.details(), traceId);
  }

  /**
   * The answer to whatever was thrown: what is not meant for the client is logged under the trace
   * id, and not shown.
   */
  static ErrorAnswer of(Throwable thrown, String traceId) {
    return switch (thrown) {
      case VitrineException refusal -> {
        if (refusal.code().fault() == ErrorCode.Fault.OURS) {
          LOG.error("traceId={} {}", traceId, refusal.reason());
        }
        yield of(refusal, traceId);
      }
      case StoreException.OutcomeUnknown broken -> {
        LOG.error("traceId={} The outcome of a write is not known", traceId, broken);
        yield of(
            new VitrineException(
                ErrorCode.UNAVAILABLE,
                "What was to be written may or may not have been: look before you write it again"),
            traceId);
      }
      case StoreException broken -> {
        LOG.error("traceId={} The store failed", traceId, broken);
        yield of(
            new VitrineException(
                ErrorCode.UNAVAILABLE, "The catalogue cannot be used at the moment"),
            traceId);
      }
      case AssetStoreException broken -> {
        LOG.error("traceId={} The store of assets failed", traceId, broken);
        yield of(
            new VitrineException(
                ErrorCode.UNAVAILABLE,
                broken.reason() == AssetStoreException.Reason.FULL
                    ? "The store of assets is full: nothing can be added to it at the moment"
                    : "The store of assets cannot be used at the moment"),
            traceId);
      }
      case UncheckedIOException broken when isConnection(broken.getCause()) ->
          ofBrokenConnection(broken, traceId);
      case IOException broken when isConnection(broken) -> ofBrokenConnection(broken, traceId);
      case HttpException http -> ofStatus(http.getCode(), http.getReason(), traceId);
      default -> {
        LOG.error("traceId={} Unexpected failure", traceId, thrown);
        yield of(
            new VitrineException(ErrorCode.INTERNAL, "Something went wrong on the server"),
            traceId);
      }
    };
  }

  /** Whether it is the connection to the client that failed, and nothing of ours. */
  private static boolean isConnection(@Nullable Throwable broken) {
    return broken instanceof EOFException
        || broken instanceof SocketException
        || broken instanceof ClosedChannelException
        || (broken instanceof IOException && broken.getCause() instanceof TimeoutException);
  }

  /** The client went away, or reads too slowly: most likely nobody receives this. */
  private static ErrorAnswer ofBrokenConnection(Exception broken, String traceId) {
    LOG.debug("traceId={} The connection failed", traceId, broken);
    return of(
        new VitrineException(
            ErrorCode.INVALID_PARAMETER,
            "The request did not arrive whole, or its connection was closed"),
        traceId);
  }

  /**
   * The answer to an error the HTTP server itself raised: a malformed request line, a header that
   * is too long.
   */
  static ErrorAnswer ofStatus(int raised, @Nullable String reason, String traceId) {
    // What the server cannot do, such as another version of HTTP, it will not learn: clients repeat
    // whatever is 5xx.
    int status = raised == 501 || raised == 505 ? 400 : raised;
    ErrorCode code =
        switch (status) {
          case 401 -> ErrorCode.UNAUTHENTICATED;
          case 403 -> ErrorCode.FORBIDDEN;
          case 404 -> ErrorCode.NOT_FOUND;
          case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 408 -> ErrorCode.REQUEST_TIMEOUT;
          case 413 -> ErrorCode.REQUEST_TOO_LARGE;
          case 414 -> ErrorCode.URI_TOO_LONG;
          case 415 -> ErrorCode.UNSUPPORTED_MEDIA;
          case 429 -> ErrorCode.TOO_MANY_REQUESTS;
          case 431 -> ErrorCode.HEADERS_TOO_LARGE;
          case 503 -> ErrorCode.UNAVAILABLE;
          default -> status < 500 ? ErrorCode.INVALID_PARAMETER : ErrorCode.INTERNAL;
        };
    String prose =
        switch (code) {
          case URI_TOO_LONG ->
              "The request URI is longer than " + ServerLimits.URI_BYTES + " bytes";
          case HEADERS_TOO_LARGE ->
              "The request headers are larger than " + ServerLimits.HEADER_BYTES + " bytes";
          case REQUEST_TIMEOUT -> "The request did not arrive in time";
          case INTERNAL -> "Something went wrong on the server";
          case UNAVAILABLE -> "The server is shutting down";
          case NOT_FOUND -> "There is no such endpoint";
          case METHOD_NOT_ALLOWED -> "This endpoint does not answer this method";
          default -> "The request is not valid HTTP" + (reason == null ? "" : ": " + reason);
        };
    return of(status, code, prose, Map.of(), traceId);
  }

  /** Headers an error carries beside its content type and length. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-store");
    switch (code) {
      case UNAUTHENTICATED ->
          headers.put("WWW-Authenticate", "Basic realm=\"vitrine\", charset=\"UTF-8\"");
      case TOO_MANY_REQUESTS, UNAVAILABLE ->
          headers.put("Retry-After", Integer.toString(retryAfter));
      case REQUEST_TOO_LARGE, UNSUPPORTED_MEDIA, REQUEST_TIMEOUT, URI_TOO_LONG ->
          // What was not read of the body must not be taken for the next request.
          headers.put("Connection", "close");
      default -> {}
    }
    return headers;
  }

  private static ErrorAnswer of(
      int status, ErrorCode code, String reason, Map<String, ?> details, String traceId) {
    SequencedMap<String, Json> body = new LinkedHashMap<>();
    body.put("reason", new JsonString(reason));
    body.put("message", new JsonString(reason));
    body.put("status", new JsonString("error"));
    body.put("code", new JsonString(code.name()));
    if (!details.isEmpty()) {
      body.put("details", json(details));
    }
    body.put("traceId", new JsonString(traceId));
    int retryAfter = details.get(RequestRate.RETRY_AFTER) instanceof Integer seconds ? seconds : 1;
    return new ErrorAnswer(
        status, code, retryAfter, Bytes.wrap(JsonWriter.write(new JsonObject(body))));
  }

  private static Json json(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        map.forEach((name, inner) -> members.put(String.valueOf(name), json(inner)));
        yield new JsonObject(members);
      }
      case List<?> list -> new JsonArray(list.stream().map(ErrorAnswer::json).toList());
      case Number number -> new JsonNumber(number.toString());
      case Boolean bool -> JsonBoolean.of(bool);
      default -> new JsonString(value.toString());
    };
  }
}
