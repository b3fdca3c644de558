package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.BlobReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenditionFolderTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private RenditionFolder open(long mostBytes) throws IOException {
    return new RenditionFolder(folder, mostBytes, () -> now);
  }

  private static String key(int number) {
    return String.format("%02x%038x", number, number);
  }

  private static byte[] bytes(int number, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  private static void assertHolds(RenditionFolder renditions, int number, int length)
      throws IOException {
    try (BlobReader blob = renditions.open(key(number))) {
      assertThat(blob).as("rendition %d", number).isNotNull();
      if (blob != null) {
        try (InputStream stream = blob.stream(0, blob.size())) {
          assertThat(stream.readAllBytes()).isEqualTo(bytes(number, length));
        }
      }
    }
  }

  private static void assertHoldsNo(RenditionFolder renditions, int number) throws IOException {
    assertThat(renditions.open(key(number))).as("rendition %d", number).isNull();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void whatWasNotAskedForLongestGoesFirst() throws IOException {
    RenditionFolder renditions = open(300);
    for (int i = 1; i <= 3; i++) {
      assertThat(renditions.put(key(i), bytes(i, 100))).isTrue();
    }
    assertHolds(renditions, 1, 100);
    renditions.put(key(4), bytes(4, 100));
    assertHoldsNo(renditions, 2);
    assertHolds(renditions, 1, 100);
    assertHolds(renditions, 3, 100);
    assertHolds(renditions, 4, 100);
    renditions.put(key(5), bytes(5, 250));
    assertThat(renditions.bytes()).isEqualTo(250);
    assertThat(files()).hasSize(1);
  }

  @Test
  void neverMoreThanTheBoundIsOnTheDisk() throws IOException {
    RenditionFolder renditions = open(10_000);
    for (int i = 0; i < 500; i++) {
      renditions.put(key(i % 211), bytes(i % 211, 1 + i * 37 % 900));
      long sum = 0;
      for (Path file : files()) {
        sum += Files.size(file);
      }
      assertThat(sum).isEqualTo(renditions.bytes()).isLessThanOrEqualTo(10_000);
    }
    assertThat(renditions.put(key(1), bytes(1, 10_001))).isFalse();
  }

  @Test
  void aRestartKnowsWhatWasAskedForLast() throws IOException {
    RenditionFolder before = open(300);
    for (int i = 1; i <= 3; i++) {
      before.put(key(i), bytes(i, 100));
      int number = i;
      Path file =
          files().stream().filter(each -> named(each, key(number))).findFirst().orElseThrow();
      Files.setLastModifiedTime(file, FileTime.from(now.plusSeconds(i)));
    }
    now = now.plus(Duration.ofHours(1));
    assertHolds(before, 1, 100);
    RenditionFolder after = open(300);
    assertThat(after.bytes()).isEqualTo(300);
    after.put(key(4), bytes(4, 100));
    assertHoldsNo(after, 2);
    assertHolds(after, 1, 100);
    assertHolds(after, 3, 100);
    RenditionFolder smaller = open(100);
    assertThat(smaller.bytes()).isEqualTo(100);
    assertThat(files()).hasSize(1);
  }

  private static boolean named(Path file, String key) {
    return file.getFileName().toString().startsWith(key);
  }

  @Test
  void whatACrashLeftIsNeverHandedOut() throws IOException {
    RenditionFolder before = open(10_000);
    for (int i = 1; i <= 4; i++) {
      before.put(key(i), bytes(i, 100));
    }
    for (Path file : files()) {
      if (named(file, key(1))) {
        Files.write(file, bytes(1, 50));
      } else if (named(file, key(2))) {
        Files.write(file, bytes(9, 100));
      } else if (named(file, key(3))) {
        Files.delete(file);
      }
    }
    Path foreign = Files.writeString(folder.resolve("notes.txt"), "not ours");
    Path draft = Files.writeString(folder.resolve("01").resolve("rendition1.draft"), "half");
    RenditionFolder after = open(10_000);
    assertHoldsNo(after, 1);
    assertHoldsNo(after, 2);
    assertHoldsNo(after, 3);
    assertHolds(after, 4, 100);
    assertThat(foreign).exists();
    assertThat(draft).doesNotExist();
    assertThat(after.bytes()).isEqualTo(100);
    after.put(key(2), bytes(2, 100));
    assertHolds(after, 2, 100);
  }

  @Test
  void whatCannotBeReadForNowIsNotThrownAway() throws IOException {
    RenditionFolder renditions = open(10_000);
    renditions.put(key(1), bytes(1, 100));
    Path file = files().getFirst();
    Path aside = Files.move(file, folder.resolve("aside"));
    Files.createSymbolicLink(file, file); // No file can be opened here, whoever asks.
    assertThatThrownBy(() -> renditions.open(key(1))).isInstanceOf(IOException.class);
    assertThat(renditions.has(key(1))).isTrue();
    assertThat(renditions.bytes()).isEqualTo(100);
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    assertHolds(renditions, 1, 100);
    Files.delete(file);
    assertHoldsNo(renditions, 1);
    assertThat(renditions.has(key(1))).isFalse();
  }

  @Test
  void aFileThatIsOpenStaysReadableWhenItGoes() throws IOException {
    RenditionFolder renditions = open(100);
    renditions.put(key(1), bytes(1, 100));
    try (BlobReader blob = renditions.open(key(1))) {
      renditions.put(key(2), bytes(2, 100));
      assertHoldsNo(renditions, 1);
      assertThat(blob).isNotNull();
      if (blob != null) {
        try (InputStream stream = blob.stream(10, 20)) {
          assertThat(stream.readAllBytes()).isEqualTo(bytes(1, 20));
        }
      }
    }
  }

  @Test
  void aDiskThatTakesNothingIsNoFailure() throws IOException {
    RenditionFolder renditions = open(1000);
    Files.writeString(folder.resolve(key(1).substring(0, 2)), "in the way");
    assertThat(renditions.put(key(1), bytes(1, 100))).isFalse();
    assertHoldsNo(renditions, 1);
    assertThat(renditions.bytes()).isZero();
  }

  @Test
  void theSameRenditionAgainReplacesTheOld() throws IOException {
    RenditionFolder renditions = open(1000);
    renditions.put(key(1), bytes(1, 100));
    renditions.put(key(1), bytes(1, 100));
    assertHolds(renditions, 1, 100);
    renditions.put(key(1), bytes(1, 50));
    assertHolds(renditions, 1, 50);
    assertThat(renditions.bytes()).isEqualTo(50);
    assertThat(files()).hasSize(1);
  }
}
