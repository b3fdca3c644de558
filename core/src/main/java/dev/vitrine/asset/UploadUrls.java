package dev.vitrine.asset;

import dev.vitrine.asset.SigningKeys.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the signed URLs that the parts of an upload are sent to. What is signed names
 * the method beside path and expiry, so that the URL of an asset never stands for one of these, nor
 * the other way round.
 */
public final class UploadUrls {
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

  private final String publicBase;
  private final SigningKeys keys;
  private final InstantSource clock;
  private final Duration valid;

  /**
   * A maker of URLs.
   *
   * @param publicBase as of {@link AssetUrls}
   * @param valid how long a URL may be used
   */
  public UploadUrls(String publicBase, SigningKeys keys, InstantSource clock, Duration valid) {
    this.publicBase = publicBase;
    this.keys = keys;
    this.clock = clock;
    this.valid = valid;
  }

  /** The path of a part, as it is signed. */
  public static String path(String uploadId, int number) {
    return "/uploads/" + uploadId + "/parts/" + number;
  }

  /** When URLs made now stop being valid, in whole seconds. */
  public Instant expiry() {
    return Instant.ofEpochSecond(clock.instant().plus(valid).getEpochSecond());
  }

  /** The URL of a part. */
  public String url(String uploadId, int number, Instant expires) {
    SigningKey key = keys.newest();
    String path = path(uploadId, number);
    return publicBase
        + path
        + "?Expires="
        + expires.getEpochSecond()
        + "&Key-Pair-Id="
        + key.id()
        + "&Signature="
        + SigningKeys.sign(key, Purpose.UPLOAD_PART, path, expires.getEpochSecond());
  }

  /** What the query of a URL says: null where it lacks something. */
  public record Query(
      @Nullable String expires, @Nullable String keyId, @Nullable String signature) {
    /** The signature is in here. */
    @Override
    public String toString() {
      return "Query[" + expires + ", " + keyId + "]";
    }
  }

  /** What a check found. */
  public enum Verdict {
    VALID,
    EXPIRED,
    INVALID
  }

  /**
   * Checks the URL that a part is sent to.
   *
   * @param path as it stands in the request, without a version prefix
   */
  public Verdict check(String path, Query query) {
    String expires = query.expires();
    String keyId = query.keyId();
    String signature = query.signature();
    if (expires == null || keyId == null || signature == null) {
      return Verdict.INVALID;
    }
    if (keys.verify(Purpose.UPLOAD_PART, path, expires, keyId, signature, clock)) {
      return Verdict.VALID;
    }
    return SECONDS.matcher(expires).matches()
            && keys.verifyAny(Purpose.UPLOAD_PART, path, Long.parseLong(expires), signature)
        ? Verdict.EXPIRED
        : Verdict.INVALID;
  }
}
