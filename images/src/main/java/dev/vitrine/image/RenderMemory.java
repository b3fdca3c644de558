package dev.vitrine.image;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The memory that making renditions may take, handed out in the order it was asked for. */
final class RenderMemory {
  private static final int UNIT = 1024;

  private final Semaphore units;

  RenderMemory(long bytes) {
    this.units = new Semaphore(Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE), true);
  }

  /**
   * Takes some, and waits for it.
   *
   * @param bytes no more than there are in all
   * @return gives it back; to be run once
   */
  Runnable take(long bytes) throws InterruptedException {
    int wanted = units(bytes);
    units.acquire(wanted);
    return () -> units.release(wanted);
  }

  /**
   * Takes some if it is free.
   *
   * @return gives it back; to be run once
   * @throws VitrineException TOO_MANY_REQUESTS if it is not
   */
  Runnable takeNow(long bytes) {
    int wanted = units(bytes);
    if (!units.tryAcquire(wanted)) {
      throw refused();
    }
    return () -> units.release(wanted);
  }

  static VitrineException refused() {
    return new VitrineException(
        ErrorCode.TOO_MANY_REQUESTS,
        "Too many renditions are being made: try again in a moment",
        Map.of("retryAfterSeconds", 2));
  }

  /** Rounded down, so that all there is can be had at once. */
  private static int units(long bytes) {
    return Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
  }
}
