package dev.vitrine.server.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of an answer from others, and what the conditions of a request say of it
 * (RFC 9110, section 13).
 *
 * @param etag strong, with its quotes
 * @param modified null if that is not known
 */
record Validators(String etag, @Nullable Instant modified) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** What is to be answered. */
  enum Verdict {
    SEND,
    NOT_MODIFIED,
    FAILED
  }

  Validators {
    modified = modified == null ? null : modified.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The date for {@code Last-Modified}; null if it is not known. */
  @Nullable String lastModified() {
    return modified == null ? null : DATE.format(modified);
  }

  /** What the conditions of a request say. */
  Verdict verdict(HttpFields headers) {
    if (headers.contains(HttpHeader.IF_MATCH)) {
      if (!named(headers, HttpHeader.IF_MATCH)
          .anyMatch(tag -> tag.equals("*") || tag.equals(etag))) {
        return Verdict.FAILED;
      }
    } else if (isModifiedSince(headers, HttpHeader.IF_UNMODIFIED_SINCE, false)) {
      return Verdict.FAILED;
    }
    if (headers.contains(HttpHeader.IF_NONE_MATCH)) {
      boolean held =
          named(headers, HttpHeader.IF_NONE_MATCH)
              .anyMatch(tag -> tag.equals("*") || tag.replaceFirst("^W/", "").equals(etag));
      return held ? Verdict.NOT_MODIFIED : Verdict.SEND;
    }
    return isModifiedSince(headers, HttpHeader.IF_MODIFIED_SINCE, true)
        ? Verdict.SEND
        : Verdict.NOT_MODIFIED;
  }

  /** Whether a {@code Range} is to be heeded: the client has a part of just this state. */
  boolean isRangeCurrent(HttpFields headers) {
    String condition = headers.get(HttpHeader.IF_RANGE);
    if (condition == null) {
      return true;
    }
    String stripped = condition.strip();
    return (stripped.startsWith("\"") || stripped.startsWith("W/"))
        ? stripped.equals(etag)
        : modified != null && modified.equals(date(stripped));
  }

  /** Split by hand: to Jetty a list of weak etags is not valid HTTP. */
  private static Stream<String> named(HttpFields headers, HttpHeader header) {
    return headers.getValuesList(header).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip);
  }

  private boolean isModifiedSince(HttpFields headers, HttpHeader header, boolean otherwise) {
    List<String> values = headers.getValuesList(header);
    Instant since = values.size() == 1 ? date(values.getFirst().strip()) : null;
    return (since == null || modified == null) ? otherwise : modified.isAfter(since);
  }

  private static @Nullable Instant date(String text) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
