package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a signed URL stays valid, and the same (contract section 3). */
class SigningWindowTest {
  private static final Pattern EXPIRES = Pattern.compile("[?&]Expires=(\\d+)&");
  private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.EPOCH);
  private static final InstantSource CLOCK = NOW::get;

  @AutoClose
  private static final TestServer SERVER =
      TestServer.start(new MemoryStore(), Settings.onLoopback(), CLOCK);

  @BeforeAll
  static void fill() {
    SERVER.model(
        STUDIO,
        (JsonObject)
            TestServer.json(
                "{\"id\":\"m\",\"type\":\"custom\",\"thumbnail\":{\"assetId\":\"asset_t\",\"url\":\"https://old.test\"}}"),
        Set.of("asset_t"));
  }

  /** First and last day made, and the day of the end: the contract's table, month by month. */
  @ParameterizedTest(name = "made {0} to {1}: ends {2}")
  @CsvSource({
    "2026-01-01, 2026-01-07, 2026-01-14", "2026-01-08, 2026-01-14, 2026-01-21",
        "2026-01-15, 2026-01-21, 2026-01-31",
    "2026-01-22, 2026-01-31, 2026-02-07", "2026-02-15, 2026-02-21, 2026-02-28",
        "2026-02-22, 2026-02-28, 2026-03-07",
    "2028-02-15, 2028-02-21, 2028-02-29", "2028-02-22, 2028-02-29, 2028-03-07",
        "2026-04-01, 2026-04-07, 2026-04-14",
    "2026-04-15, 2026-04-21, 2026-04-30", "2026-04-22, 2026-04-30, 2026-05-07",
        "2026-12-08, 2026-12-14, 2026-12-21",
    "2026-12-15, 2026-12-21, 2026-12-31", "2026-12-22, 2026-12-31, 2027-01-07",
        "2100-02-15, 2100-02-21, 2100-02-28"
  })
  void aWindowFollowsTheCalendar(LocalDate first, LocalDate last, LocalDate end) {
    long expected = Instant.parse(end + "T23:59:59Z").getEpochSecond();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      for (String time : List.of("T00:00:00Z", "T12:34:56.789Z", "T23:59:59.999999999Z")) {
        Instant made = Instant.parse(day + time);
        assertThat(expires(urlAt(made))).as("made %s", made).isEqualTo(expected);
        assertThat(Duration.between(made, Instant.ofEpochSecond(expected)))
            .isGreaterThanOrEqualTo(Duration.ofHours(24));
      }
    }
  }

  @Test
  void aUrlIsTheSameForItsWindowAndAnotherInTheNext() {
    String first = urlAt(Instant.parse("2026-05-01T00:00:00Z"));
    assertThat(urlAt(Instant.parse("2026-05-07T23:59:59.999Z"))).isEqualTo(first);
    assertThat(urlAt(Instant.parse("2026-05-08T00:00:00Z"))).isNotEqualTo(first);
    assertThat(urlAt(Instant.parse("2026-05-03T00:00:00Z")))
        .as("made anew for an earlier window")
        .isEqualTo(first);
  }

  @Test
  void theEtagChangesWithTheWindowOnlyWhereTheRowHasSignedUrls() {
    JsonObject withUrl = ids("m").with("thumbnail", JsonBoolean.TRUE);
    NOW.set(Instant.parse("2026-06-02T00:00:00Z"));
    String urlBefore = SERVER.as(STUDIO).query("report=true").bulk(withUrl).etag("m");
    String plainBefore = SERVER.as(STUDIO).query("report=true").bulk(ids("m")).etag("m");

    NOW.set(Instant.parse("2026-06-12T00:00:00Z"));
    assertThat(SERVER.as(STUDIO).query("report=true").bulk(withUrl).etag("m"))
        .isNotEqualTo(urlBefore);
    assertThat(SERVER.as(STUDIO).query("report=true").bulk(ids("m")).etag("m"))
        .isEqualTo(plainBefore);
  }

  private static String urlAt(Instant now) {
    NOW.set(now);
    JsonObject thumbnail =
        SERVER
            .as(STUDIO)
            .bulk(ids("m").with("thumbnail", JsonBoolean.TRUE))
            .row()
            .object("thumbnail");
    assertThat(thumbnail).isNotNull();
    return String.valueOf(thumbnail.text("url"));
  }

  private static long expires(String url) {
    Matcher matcher = EXPIRES.matcher(url);
    assertThat(matcher.find()).as(url).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
