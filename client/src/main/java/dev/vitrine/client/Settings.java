package dev.vitrine.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a client was built with.
 *
 * @param baseUrl without a slash at its end
 * @param authorization the header, which is a secret; null to send none
 * @param options what requests go by that say nothing else; every option is set
 * @param maxAnswerBytes of one answer, or of one row of a stream, decompressed
 * @param compressed whether to ask for gzip
 */
record Settings(
    URI baseUrl,
    @Nullable String authorization,
    RequestOptions options,
    Retries retries,
    long maxAnswerBytes,
    boolean compressed,
    System.Logger logger) {
  static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(60);
  static final Duration TOTAL_TIMEOUT = Duration.ofMinutes(10);
  static final int MAX_RETRIES = 2;
  static final int IDS_PER_CALL = 1000;
  static final int MAX_ANSWER_BYTES = 64 << 20;

  /** Nothing but the base URL: the rest holds secrets, or may. */
  @Override
  public String toString() {
    return "Settings[" + baseUrl + "]";
  }
}
