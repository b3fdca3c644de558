package dev.vitrine.s3;

import dev.vitrine.asset.AssetStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Empty objects beside a blob that say what is going on with it, since S3 can neither change the
 * time of an object nor look at it and delete in one step.
 *
 * <p>{@code <key>.touched} says by its own time when the blob was last needed. {@code
 * <key>.condemned-…} says that somebody is about to delete the blob, each with a name of its own.
 * Whoever collects first writes a condemnation and then looks whether the blob was touched; whoever
 * touches first writes that and then looks for condemnations. So one of them sees the other: a
 * collector that sees a fresh touch gives up, and whoever touches and sees a condemnation waits
 * until it is gone, and looks whether the blob is. A collector that takes too long between the two
 * gives up as well, so that a condemnation that stays longer is known to belong to somebody who was
 * killed.
 */
final class Marks {
  static final String TOUCHED = ".touched";
  static final String CONDEMNED = ".condemned-";
  private static final Piece NOTHING = Piece.of(new byte[0], 0);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** S3 keeps times in seconds. */
  private static final Duration COARSE = Duration.ofSeconds(1);

  private final Bucket bucket;
  private final Duration answerTimeout;

  Marks(Bucket bucket, Duration answerTimeout) {
    this.bucket = bucket;
    this.answerTimeout = answerTimeout;
  }

  /** A blob and the marks beside it. */
  private record State(@Nullable Instant touchedAt, boolean exists, List<String> condemnations) {}

  private State state(String key) {
    List<Bucket.Entry> entries = new ArrayList<>();
    bucket.list(key, entries::add);
    Instant touchedAt = null;
    boolean exists = false;
    List<String> condemnations = new ArrayList<>();
    for (Bucket.Entry entry : entries) {
      if (entry.name().startsWith(key + CONDEMNED)) {
        condemnations.add(entry.name());
      } else if (entry.name().equals(key) || entry.name().equals(key + TOUCHED)) {
        exists |= entry.name().equals(key);
        touchedAt =
            touchedAt == null || touchedAt.isBefore(entry.modifiedAt())
                ? entry.modifiedAt()
                : touchedAt;
      }
    }
    return new State(touchedAt, exists, condemnations);
  }

  /** Writes that a blob is needed, without looking whether it is there. */
  void markTouched(String key) {
    bucket.put(key + TOUCHED, NOTHING);
  }

  /** Touches a blob; false if there is none. */
  boolean touch(String key) {
    markTouched(key);
    Map<String, Long> seen = new HashMap<>();
    while (true) {
      State state = state(key);
      if (!state.exists()) {
        bucket.delete(key + TOUCHED);
        return false;
      }
      boolean waiting = false;
      for (String condemnation : state.condemnations()) {
        long since = seen.computeIfAbsent(condemnation, name -> System.nanoTime());
        if (System.nanoTime() - since > answerTimeout.multipliedBy(3).toNanos()) {
          bucket.delete(condemnation);
        } else {
          waiting = true;
        }
      }
      if (!waiting) {
        return true;
      }
      pause();
    }
  }

  private void pause() {
    LockSupport.parkNanos(this, PAUSE.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "Interrupted while an asset was touched.", null);
    }
  }

  /** Deletes a blob unless it was touched at or after an instant. */
  boolean collect(String key, Instant instant) {
    String condemnation = key + CONDEMNED + UUID.randomUUID();
    long begun = System.nanoTime();
    bucket.put(condemnation, NOTHING);
    State state;
    try {
      state = state(key);
    } catch (AssetStoreException e) {
      acquit(condemnation);
      throw e;
    }
    boolean untouched =
        state.exists()
            && state.touchedAt() != null
            && !state.touchedAt().plus(COARSE).isAfter(instant);
    if (!untouched || System.nanoTime() - begun > answerTimeout.toNanos()) {
      bucket.delete(condemnation);
      return false;
    }
    // If this fails, it may still come about: then the condemnation stays.
    bucket.deleteSoon(key);
    bucket.delete(key + TOUCHED);
    bucket.delete(condemnation);
    return true;
  }

  private void acquit(String condemnation) {
    try {
      bucket.delete(condemnation);
    } catch (AssetStoreException e) {
      // Whoever touches the blob waits for a while.
    }
  }
}
