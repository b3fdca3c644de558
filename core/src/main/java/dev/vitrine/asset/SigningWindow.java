package dev.vitrine.asset;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * When URLs made at some instant stop being valid. It follows the calendar, so that a URL stays the
 * same, and cacheable, for days (contract section 3).
 */
public final class SigningWindow {
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  private SigningWindow() {}

  /**
   * The expiry of URLs made at this instant, in seconds since 1970, at 23:59:59 UTC: made on days
   * 1–7 the 14th, 8–14 the 21st, 15–21 the month's last day, from the 22nd the 7th of the next
   * month. At least 24 hours always remain.
   */
  public static long expiresAt(Instant madeAt) {
    LocalDate day = madeAt.atOffset(ZoneOffset.UTC).toLocalDate();
    int ofMonth = day.getDayOfMonth();
    LocalDate last;
    if (ofMonth <= 7) {
      last = day.withDayOfMonth(14);
    } else if (ofMonth <= 14) {
      last = day.withDayOfMonth(21);
    } else if (ofMonth <= 21) {
      last = day.with(TemporalAdjusters.lastDayOfMonth());
    } else {
      last = day.plusMonths(1).withDayOfMonth(7);
    }
    return last.toEpochSecond(LAST_SECOND, ZoneOffset.UTC);
  }
}
