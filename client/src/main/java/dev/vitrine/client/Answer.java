package dev.vitrine.client;

import java.net.http.HttpHeaders;
import java.util.Locale;

/**
 * A whole answer.
 *
 * @param body decompressed
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record Answer(int status, HttpHeaders headers, byte[] body) {
  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";

  boolean isSuccess() {
    return status == 200;
  }

  /** The media type without its parameters, in lower case; empty if the answer has none. */
  String mediaType() {
    return mediaType(headers);
  }

  static String mediaType(HttpHeaders headers) {
    return headers
        .firstValue("Content-Type")
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }
}
