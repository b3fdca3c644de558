package dev.vitrine.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.SigningKeys.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
  private static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");
  private static final String SOON = Long.toString(NOW.getEpochSecond() + 60);
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("signing-key");
  }

  private static boolean reads(
      SigningKeys keys, String path, String expires, String keyId, String signature) {
    return keys.verify(Purpose.READ, path, expires, keyId, signature, CLOCK);
  }

  private static String signed(SigningKeys keys) {
    return keys.sign(Purpose.READ, "/assets/a", Long.parseLong(SOON));
  }

  @Test
  void theKeyOfAFileStays() throws IOException {
    SigningKeys made = SigningKeys.in(file());
    SigningKeys loaded = SigningKeys.in(file());
    assertThat(loaded.id()).isEqualTo(made.id());
    assertThat(signed(loaded)).isEqualTo(signed(made)).doesNotContain("=", "+", "/");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void onlyItsOwnerMayReadTheFile() throws IOException {
    SigningKeys.in(file());
    assertOwnersOnly();
    SigningKeyFile.rotate(file(), NOW);
    assertOwnersOnly();
  }

  private void assertOwnersOnly() throws IOException {
    if (Files.getFileStore(file()).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
          .isEqualTo("rw-------");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "something else",
        "",
        "\n\n",
        "test-signing c2lnbmluZy1zZWNyZXQtb2YtdGhlLXRlc3RzLTMyYn",
        "test-signing c2lnbmluZy1zZWNyZXQtb2YtdGhlLXRlc3RzLTMyYnk until soon",
        "test-signing c2lnbmluZy1zZWNyZXQtb2YtdGhlLXRlc3RzLTMyYnk\ntest-signing c2lnbmluZy1zZWNyZXQtb2YtdGhlLXRlc3RzLTMyYnk"
      })
  void anotherFileIsNotTakenForKeys(String text) throws IOException {
    Files.writeString(file(), text);
    assertThatThrownBy(() -> SigningKeys.in(file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("signing keys");
    assertThatThrownBy(() -> SigningKeyFile.rotate(file(), NOW)).isInstanceOf(IOException.class);
    assertThat(file()).hasContent(text);
  }

  @Test
  void whatIsSignedIsThePathAndTheExpiryAsTheyAreWritten() {
    SigningKeys keys = SigningKeys.random();
    String signature = signed(keys);
    assertThat(reads(keys, "/assets/a", SOON, keys.id(), signature)).isTrue();
    assertThat(reads(keys, "/assets/b", SOON, keys.id(), signature)).isFalse();
    assertThat(reads(keys, "/assets/%61", SOON, keys.id(), signature)).isFalse();
    assertThat(reads(keys, "/assets/a", "0" + SOON, keys.id(), signature)).isFalse();
    assertThat(reads(keys, "/assets/a", "+" + SOON, keys.id(), signature)).isFalse();
    assertThat(reads(keys, "/assets/a", SOON + "9", keys.id(), signature)).isFalse();
    assertThat(reads(keys, "/assets/a", "", keys.id(), signature)).isFalse();
    assertThat(reads(keys, "/assets/a", "9".repeat(40), keys.id(), signature)).isFalse();
    assertThat(reads(keys, "", SOON, keys.id(), signature)).isFalse();
    assertThat(reads(keys, "/assets/a", SOON, "unknown", signature)).isFalse();
    assertThat(reads(keys, "/assets/a", SOON, keys.id(), "")).isFalse();
    assertThat(reads(keys, "/assets/a", SOON, keys.id(), signature + "=")).isFalse();
  }

  /** The last of 43 characters has two bits that mean nothing: they count all the same. */
  @Test
  void eachCharacterOfASignatureCounts() {
    SigningKeys keys = SigningKeys.random();
    String signature = signed(keys);
    for (int i = 0; i < signature.length(); i++) {
      for (char other : "ABCDEFabcdef0123-_.".toCharArray()) {
        if (other != signature.charAt(i)) {
          String changed = signature.substring(0, i) + other + signature.substring(i + 1);
          assertThat(reads(keys, "/assets/a", SOON, keys.id(), changed)).isFalse();
        }
      }
    }
  }

  @Test
  void aSignatureIsValidThroughItsLastSecond() {
    SigningKeys keys = SigningKeys.random();
    Instant end = Instant.parse("2026-03-14T23:59:59Z");
    String expires = Long.toString(end.getEpochSecond());
    String signature = keys.sign(Purpose.READ, "/assets/a", end.getEpochSecond());
    InstantSource inTime = InstantSource.fixed(end.plusMillis(999));
    InstantSource late = InstantSource.fixed(end.plusSeconds(1));
    assertThat(keys.verify(Purpose.READ, "/assets/a", expires, keys.id(), signature, inTime))
        .isTrue();
    assertThat(keys.verify(Purpose.READ, "/assets/a", expires, keys.id(), signature, late))
        .isFalse();
  }

  @Test
  void aSignatureForOnePurposeIsNoneForAnother() {
    SigningKeys keys = SigningKeys.random();
    long expires = Long.parseLong(SOON);
    for (Purpose made : Purpose.values()) {
      for (Purpose used : Purpose.values()) {
        String signature = keys.sign(made, "/uploads/u/parts/1", expires);
        assertThat(keys.verify(used, "/uploads/u/parts/1", SOON, keys.id(), signature, CLOCK))
            .as("%s as %s", made, used)
            .isEqualTo(made == used);
        assertThat(keys.verifyAny(used, "/uploads/u/parts/1", expires, signature))
            .isEqualTo(made == used);
      }
    }
    assertThatThrownBy(() -> keys.sign(Purpose.READ, "PUT\n/uploads/u", expires))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theNewestKeySignsAndAllVerify() {
    SigningKey old = SigningKey.random();
    SigningKey recent = SigningKey.random();
    SigningKeys before = SigningKeys.of(List.of(old));
    SigningKeys after = SigningKeys.of(List.of(recent, old));
    assertThat(after.id()).isEqualTo(recent.id());
    assertThat(reads(after, "/assets/a", SOON, old.id(), signed(before))).isTrue();
    assertThat(reads(after, "/assets/a", SOON, recent.id(), signed(after))).isTrue();
    assertThat(reads(after, "/assets/a", SOON, recent.id(), signed(before))).isFalse();
    assertThat(reads(before, "/assets/a", SOON, recent.id(), signed(after))).isFalse();
    String token = before.sign(Purpose.CURSOR, "list", 0);
    assertThat(after.verifyAny(Purpose.CURSOR, "list", 0, token)).isTrue();
    assertThat(after.verifyAny(Purpose.CURSOR, "other", 0, token)).isFalse();
  }

  @Test
  void keysHaveNamesOfTheirOwn() {
    SigningKey key = SigningKey.random();
    assertThatThrownBy(() -> SigningKeys.of(List.of(key, key)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKeys.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(key.toString()).contains(key.id()).doesNotContain(key.written().substring(13));
  }

  @Test
  void aRotationKeepsOldKeysUntilWhatTheySignedHasExpired() throws IOException {
    SigningKeys first = SigningKeys.in(file());
    String expires = Long.toString(SigningWindow.expiresAt(NOW));
    String url = first.sign(Purpose.READ, "/assets/a", Long.parseLong(expires));

    SigningKeyFile.Rotation rotation = SigningKeyFile.rotate(file(), NOW);
    assertThat(rotation.kept())
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.id()).isEqualTo(first.id());
          assertThat(kept.until()).isEqualTo(Instant.parse("2026-03-14T23:59:59Z"));
        });
    assertThat(rotation.dropped()).isEmpty();
    SigningKeys second = SigningKeys.in(file());
    assertThat(second.id()).isEqualTo(rotation.signs()).isNotEqualTo(first.id());
    assertThat(reads(second, "/assets/a", expires, first.id(), url)).isTrue();

    SigningKeyFile.Rotation next =
        SigningKeyFile.rotate(file(), Instant.parse("2026-03-15T00:00:00Z"));
    assertThat(next.dropped()).containsExactly(first.id());
    assertThat(next.kept()).extracting(SigningKeyFile.Listed::id).containsExactly(second.id());
    assertThat(SigningKeyFile.list(file()))
        .extracting(SigningKeyFile.Listed::id)
        .containsExactly(next.signs(), second.id());
    assertThat(reads(SigningKeys.in(file()), "/assets/a", expires, first.id(), url)).isFalse();
  }

  @Test
  void whoHasAnOldKeyCannotSignForLonger() throws IOException {
    SigningKeys first = SigningKeys.in(file());
    long last = Instant.parse("2026-03-14T23:59:59Z").getEpochSecond();
    String allowed = first.sign(Purpose.READ, "/assets/a", last);
    String longer = first.sign(Purpose.READ, "/assets/a", last + 1);
    assertThat(reads(first, "/assets/a", Long.toString(last + 1), first.id(), longer)).isTrue();

    var _ = SigningKeyFile.rotate(file(), NOW);
    SigningKeys second = SigningKeys.in(file());
    assertThat(reads(second, "/assets/a", Long.toString(last), first.id(), allowed)).isTrue();
    assertThat(reads(second, "/assets/a", Long.toString(last + 1), first.id(), longer)).isFalse();
    assertThat(second.verifyAny(Purpose.READ, "/assets/a", last + 1, longer)).isFalse();
  }

  /** On day 7 a day later is day 8: a server that learns late signs for the window after. */
  @Test
  void aServerMayLearnOfARotationADayLate() throws IOException {
    SigningKeys.in(file());
    Instant seventh = Instant.parse("2026-03-07T12:00:00Z");
    assertThat(SigningKeyFile.rotate(file(), seventh).kept().getFirst().until())
        .isEqualTo(Instant.parse("2026-03-21T23:59:59Z"));
  }

  @Test
  void whoIsRunningTakesTheNewFileAndKeepsTheKeysOfALostOne() throws IOException {
    AtomicLong seconds = new AtomicLong();
    SigningKeys running = SigningKeys.in(file(), () -> TimeUnit.SECONDS.toNanos(seconds.get()));
    String before = running.id();
    SigningKeyFile.Rotation rotation = SigningKeyFile.rotate(file(), NOW);
    assertThat(running.id()).as("looked at within the second").isEqualTo(before);
    seconds.incrementAndGet();
    assertThat(running.id()).isEqualTo(rotation.signs());

    Files.writeString(file(), "rubbish");
    seconds.incrementAndGet();
    assertThat(running.id()).isEqualTo(rotation.signs());
    Files.delete(file());
    seconds.incrementAndGet();
    assertThat(running.id()).isEqualTo(rotation.signs());

    SigningKeys other = SigningKeys.in(file());
    seconds.incrementAndGet();
    assertThat(running.id()).isEqualTo(other.id());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T00:00:00Z, 2026-03-14T23:59:59Z",
    "2026-03-07T23:59:59Z, 2026-03-14T23:59:59Z",
    "2026-03-08T00:00:00Z, 2026-03-21T23:59:59Z",
    "2026-03-14T23:59:59Z, 2026-03-21T23:59:59Z",
    "2026-03-15T00:00:00Z, 2026-03-31T23:59:59Z",
    "2026-02-21T12:00:00Z, 2026-02-28T23:59:59Z",
    "2028-02-15T12:00:00Z, 2028-02-29T23:59:59Z",
    "2026-03-22T00:00:00Z, 2026-04-07T23:59:59Z",
    "2026-12-31T23:59:59Z, 2027-01-07T23:59:59Z",
  })
  void urlsEndWithTheCalendar(Instant madeAt, Instant end) {
    assertThat(SigningWindow.expiresAt(madeAt)).isEqualTo(end.getEpochSecond());
  }

  @Test
  void atLeastADayAlwaysRemains() {
    Instant day = Instant.parse("2026-01-01T23:59:59Z");
    for (int i = 0; i < 800; i++) {
      Instant madeAt = day.plus(i, ChronoUnit.DAYS);
      assertThat(SigningWindow.expiresAt(madeAt) - madeAt.getEpochSecond())
          .isGreaterThanOrEqualTo(24 * 3600);
    }
  }
}
