package dev.vitrine.client;

import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.ErrorAnswer;
import dev.vitrine.client.json.Json;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an answer that is no success says: JSON as the platform sends it, or anything at all. */
final class ErrorAnswers {
  /** Nobody asks to wait for longer. */
  private static final double LONGEST_WAIT_SECONDS = 86_400;

  private ErrorAnswers() {}

  static ApiException exception(Answer answer) {
    return ApiException.of(read(answer));
  }

  /** The limit that an error names; 0 if it names none. */
  static long limit(ApiException refusal) {
    JsonNode limit = refusal.details().get("limit");
    return limit != null && limit.isIntegralNumber() && limit.canConvertToInt()
        ? limit.intValue()
        : 0;
  }

  private static ErrorAnswer read(Answer answer) {
    ObjectNode body = object(answer);
    int status = answer.status();
    ObjectNode details =
        body.get("details") instanceof ObjectNode given ? given : body.objectNode();
    String reason = text(body, "reason");
    if (reason == null) {
      reason = text(body, "message");
    }
    return new ErrorAnswer(
        status,
        reason == null ? unexplained(status, answer) : reason,
        text(body, "code"),
        text(body, "name"),
        details,
        text(body, "traceId"),
        longer(
            retryAfter(answer.headers()),
            seconds(details.has("remainingSeconds") ? details : body, "remainingSeconds")));
  }

  private static ObjectNode object(Answer answer) {
    try {
      if (Json.MAPPER.readTree(answer.body()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // Not one of the platform's: a page of some proxy, cut off, or nothing at all.
    }
    return Json.MAPPER.createObjectNode();
  }

  private static String unexplained(int status, Answer answer) {
    if (status >= 300 && status < 400) {
      return "The service is elsewhere: "
          + answer.headers().firstValue("Location").orElse("it does not say where")
          + ". Redirects are not followed, so as not to send the key there; change the base URL";
    }
    String type = answer.mediaType();
    return "The service gave no reason" + (type.isEmpty() ? "" : " but " + type);
  }

  private static @Nullable String text(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value != null && value.isString() ? value.stringValue() : null;
  }

  private static @Nullable Duration seconds(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value != null && value.isNumber() ? bounded(value.doubleValue()) : null;
  }

  private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) > 0 ? one : other;
  }

  private static @Nullable Duration bounded(double seconds) {
    return seconds >= 0
        ? Duration.ofMillis((long) Math.ceil(Math.min(seconds, LONGEST_WAIT_SECONDS) * 1000))
        : null;
  }

  /** Seconds, or a date (RFC 9110 section 10.2.3). */
  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    Optional<String> given = headers.firstValue("Retry-After").map(String::strip);
    if (given.isEmpty()) {
      return null;
    }
    try {
      return bounded(Double.parseDouble(given.get()));
    } catch (NumberFormatException e) {
      return untilDate(given.get());
    }
  }

  private static @Nullable Duration untilDate(String text) {
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return bounded(Math.max(0, Duration.between(Instant.now(), date).toMillis() / 1000.0));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
