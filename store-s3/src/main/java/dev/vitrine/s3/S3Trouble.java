package dev.vitrine.s3;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.AssetStoreException.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an error of S3 means: one sentence, with what to do next, and none of the credentials. */
final class S3Trouble {
  private static final int INSUFFICIENT_STORAGE = 507;
  private static final int FORBIDDEN = 403;
  private static final Set<String> FULL =
      Set.of("QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "EntityTooLarge");

  private final S3Settings settings;

  S3Trouble(S3Settings settings) {
    this.settings = settings;
  }

  AssetStoreException explain(SdkException failure) {
    return switch (failure) {
      case S3Exception answered -> explain(answered);
      case ApiCallTimeoutException e -> unavailable("does not answer in time", e);
      case ApiCallAttemptTimeoutException e -> unavailable("does not answer in time", e);
      case SdkClientException e -> unavailable("cannot be reached (" + deepest(e) + ")", e);
      default -> unavailable("failed (" + failure.getClass().getSimpleName() + ")", failure);
    };
  }

  private AssetStoreException explain(S3Exception failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    if (failure.statusCode() == INSUFFICIENT_STORAGE || (code != null && FULL.contains(code))) {
      return new AssetStoreException(
          Reason.FULL,
          "The bucket " + settings.bucket() + " is full: make room, then try again.",
          failure);
    }
    String said = failure.statusCode() + (code == null ? "" : " " + code);
    if (failure.statusCode() == FORBIDDEN) {
      return unavailable(
          "refuses the credentials, or does not let them use the bucket "
              + settings.bucket()
              + " ("
              + said
              + ")",
          failure);
    }
    if ("NoSuchBucket".equals(code)) {
      return unavailable("has no bucket " + settings.bucket(), failure);
    }
    return unavailable("answered " + said, failure);
  }

  AssetStoreException unavailable(String what, @Nullable Throwable cause) {
    Object place = settings.endpoint() == null ? settings.region() : settings.endpoint();
    return new AssetStoreException(Reason.UNAVAILABLE, "S3 at " + place + " " + what + ".", cause);
  }

  /** The reason behind all others, which is the one that helps. */
  private static String deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }
}
