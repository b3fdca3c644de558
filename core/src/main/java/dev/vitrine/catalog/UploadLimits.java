package dev.vitrine.catalog;

import java.time.Duration;

/**
 * What uploads are held to.
 *
 * @param mostBytes of one file
 * @param keptFor how long an upload is remembered after anything was done with it last
 */
public record UploadLimits(long mostBytes, Duration keptFor) {
  /** Most parts of one file. */
  public static final int MOST_PARTS = 10_000;

  /** 5 GiB, a week. */
  public static final UploadLimits STANDARD = new UploadLimits(5L << 30, Duration.ofDays(7));
}
