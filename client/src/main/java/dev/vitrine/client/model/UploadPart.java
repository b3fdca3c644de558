package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One part of an upload: where to send it and, once it is there, what came. */
public final class UploadPart extends ApiObject {
  private @Nullable BigDecimal number;
  private @Nullable String url;
  private @Nullable String expires;
  private @Nullable BigDecimal size;
  private @Nullable String etag;
  private @Nullable Boolean uploaded;

  private UploadPart() {}

  /** Which part it is: they are put together in the order of their numbers. */
  public Optional<BigDecimal> number() {
    return Optional.ofNullable(number);
  }

  /**
   * Where to PUT its bytes, for a time. It needs no key; whoever has it may send. Absent for keys
   * that may only read.
   */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  /**
   * Until when its URL works.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> expires() {
    return instant("expires", expires);
  }

  /** Its bytes that are there. Vitrine only. */
  public Optional<BigDecimal> size() {
    return Optional.ofNullable(size);
  }

  /** What identifies the bytes that are there. Vitrine only. */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  /** Whether it is there. Vitrine only. */
  public Optional<Boolean> uploaded() {
    return Optional.ofNullable(uploaded);
  }
}
