package dev.vitrine.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.error.VitrineException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Remembers for a while what no rendition can be made of, so that it is not tried each time. */
final class RenditionRefusals {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final Cache<String, VitrineException> refusals;

  RenditionRefusals(Ticker ticker) {
    refusals =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).ticker(ticker).build();
  }

  /** Throws what was remembered of a picture or one of its renditions. */
  void check(String pictureKey, String renditionKey) {
    rethrow(refusals.getIfPresent(pictureKey));
    rethrow(refusals.getIfPresent(renditionKey));
  }

  private static void rethrow(@Nullable VitrineException refusal) {
    if (refusal != null) {
      throw again(refusal);
    }
  }

  /** The same refusal with the trace of this thread. */
  static VitrineException again(VitrineException refusal) {
    return new VitrineException(refusal.code(), refusal.reason(), refusal.details());
  }

  void remember(String key, VitrineException refusal) {
    refusals.put(key, refusal);
  }

  /** What is said of a picture that is broken. */
  static VitrineException broken(MediaFormat format, BrokenPictureException e) {
    return VitrineException.invalidParameter(
        "assetId",
        "names a " + format.name().toLowerCase(Locale.ROOT) + " picture that " + e.why());
  }
}
