package dev.vitrine.image;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How renditions are made and kept.
 *
 * @param folder where they are kept; nothing else may keep files of their names there
 * @param diskBytes the most they may take there
 * @param heldBytes the most that small ones may take in memory besides
 * @param limits how large pictures may be, and what making renditions may take of memory
 * @param atOnce how many are made at the same time
 * @param mostWaiting how many may wait for one to be made; more are refused at once
 * @param patience how long one may wait until it is begun
 */
public record RenditionSettings(
    Path folder,
    long diskBytes,
    long heldBytes,
    RenderLimits limits,
    int atOnce,
    int mostWaiting,
    Duration patience) {
  public RenditionSettings {
    if (diskBytes < 0 || heldBytes < 0 || atOnce < 1 || mostWaiting < 1) {
      throw new IllegalArgumentException("renditions need room to be made in");
    }
  }

  /** One for each processor, a sixteenth of the heap for small ones, waits of ten seconds. */
  public static RenditionSettings standard(Path folder, long diskBytes) {
    return new RenditionSettings(
        folder,
        diskBytes,
        Runtime.getRuntime().maxMemory() / 16,
        RenderLimits.standard(),
        Runtime.getRuntime().availableProcessors(),
        256,
        Duration.ofSeconds(10));
  }
}
