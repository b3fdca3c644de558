package dev.vitrine.asset.files;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.testkit.AssetStoreUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks behind a store in files. */
final class Blobs {
  private Blobs() {}

  /** Has a blob last been touched long ago. */
  static void makeOld(AssetStore store, String key) {
    try (BlobReader reader = Objects.requireNonNull(store.open(key))) {
      Files.setLastModifiedTime(
          Objects.requireNonNull(reader.file()),
          FileTime.from(Instant.now().minus(AssetStoreUnderTest.LONG)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files in a folder and below, blobs and locks apart. */
  static List<Path> leftovers(Path folder) {
    try (Stream<Path> files = Files.walk(folder.resolve("sessions"))) {
      return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
