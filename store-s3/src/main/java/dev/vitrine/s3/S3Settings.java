package dev.vitrine.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a bucket is, and how long it is waited for.
 *
 * @param endpoint null for Amazon's own in the region
 * @param prefix what all names in the bucket begin with; may be empty
 * @param pathStyle whether the bucket is part of the path rather than of the host's name
 * @param credentials null for those the AWS SDK finds in its usual places
 * @param connectTimeout how long a connection may take
 * @param answerTimeout how long the beginning of a short answer may take; transfers are given
 *     longer
 */
public record S3Settings(
    @Nullable URI endpoint,
    String region,
    String bucket,
    String prefix,
    boolean pathStyle,
    @Nullable Credentials credentials,
    Duration connectTimeout,
    Duration answerTimeout) {
  /** How long a connection may take, unless it is said otherwise. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** How long a short answer may take, unless it is said otherwise. */
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /** A key and its secret, which is never shown. */
  public record Credentials(String accessKeyId, String secretAccessKey) {
    public Credentials {
      Objects.requireNonNull(accessKeyId);
      Objects.requireNonNull(secretAccessKey);
    }

    @Override
    public String toString() {
      return "Credentials[" + accessKeyId + "]";
    }
  }

  public S3Settings {
    if (bucket.isEmpty() || region.isEmpty()) {
      throw new IllegalArgumentException("a bucket and a region are needed");
    }
    if (connectTimeout.toMillis() < 1 || answerTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("timeouts are at least a millisecond");
    }
  }

  /** With the timeouts that fit most. */
  public S3Settings(
      @Nullable URI endpoint,
      String region,
      String bucket,
      String prefix,
      boolean pathStyle,
      @Nullable Credentials credentials) {
    this(endpoint, region, bucket, prefix, pathStyle, credentials, CONNECT_TIMEOUT, ANSWER_TIMEOUT);
  }
}
