package dev.vitrine.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningKeyTest {
  @TempDir private Path folder;

  @Test
  void theKeyOfAFileStays() throws IOException {
    Path file = folder.resolve("signing.key");
    SigningKey made = SigningKey.loadOrCreate(file);
    SigningKey loaded = SigningKey.loadOrCreate(file);
    assertThat(loaded.id()).isEqualTo(made.id());
    assertThat(loaded.sign("/assets/a", 1))
        .isEqualTo(made.sign("/assets/a", 1))
        .doesNotContain("=", "+", "/");
    assertThat(loaded.sign("/assets/a", 2)).isNotEqualTo(loaded.sign("/assets/a", 1));
    assertThat(loaded.sign("/assets/b", 1)).isNotEqualTo(loaded.sign("/assets/a", 1));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void onlyItsOwnerMayReadTheFile() throws IOException {
    Path file = folder.resolve("signing.key");
    SigningKey.loadOrCreate(file);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void anotherFileIsNotTakenForAKey() throws IOException {
    Path file = Files.writeString(folder.resolve("signing.key"), "something else");
    assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("signing key");
    assertThat(file).hasContent("something else");
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
