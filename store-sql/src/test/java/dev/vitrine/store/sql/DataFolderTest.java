package dev.vitrine.store.sql;

import static dev.vitrine.testkit.StoreUnderTest.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which folders a store opens, and what it says about the others. */
@Timeout(60)
final class DataFolderTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a/b/c",
        "with space",
        "q?mode=memory",
        "100%",
        "%41",
        "#hash",
        "a&b;c'd\"e",
        "ü한😀",
        "file:x"
      })
  void aFolderIsCreatedOnDemandWhateverItsName(String name) throws IOException {
    Path folder = temporary.resolve(name);
    write(folder, "a");
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      assertThat(store.fetch(Key.model("a"))).isNotNull();
      assertThat(names(folder)).contains("format", "server.lock", "vitrine.db");
    }
    assertThat(folder.resolve("format")).hasContent("vitrine data format 1");
  }

  @Test
  void onlyTheOwnerMayRead() throws IOException {
    assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path folder = temporary.resolve("data");
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      store.put(Key.model("a"), DocumentStore.ABSENT, draft("a"));
      assertThat(permissions(folder)).isEqualTo("rwx------");
      assertThat(names(folder)).contains("vitrine.db-wal", "vitrine.db-shm");
      for (String name : names(folder)) {
        assertThat(permissions(folder.resolve(name))).as(name).isEqualTo("rw-------");
      }
    }
  }

  @Test
  void closingLeavesNoLog() throws IOException {
    write(temporary, "a");
    assertThat(names(temporary)).containsExactly("format", "server.lock", "vitrine.db");
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    write(temporary, "a");
    Files.writeString(temporary.resolve("format"), "vitrine data format 2\n");
    assertRefused(temporary)
        .withMessageContaining("format 2")
        .withMessageContaining("up to 1")
        .withMessageContaining("run the newer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "vitrine data format",
        "vitrine data format 0",
        "vitrine data format 99999999999",
        "something else"
      })
  void aFormatThatSaysNothingIsRefused(String text) throws IOException {
    Files.writeString(temporary.resolve("format"), text);
    assertRefused(temporary)
        .withMessageContaining("\"format\"")
        .withMessageContaining("name another folder");
  }

  @Test
  void aFolderWithFilesOfSomeoneElseIsRefusedAndLeftAlone() throws IOException {
    Files.writeString(temporary.resolve("thesis.txt"), "text");
    assertRefused(temporary)
        .withMessageContaining("thesis.txt")
        .withMessageContaining("empty folder");
    assertThat(names(temporary)).containsExactly("thesis.txt");
  }

  @Test
  void anUnfinishedFirstStartIsFinished() throws IOException {
    Files.writeString(temporary.resolve("format.123.tmp"), "vitr");
    Files.createDirectory(temporary.resolve("lost+found"));
    write(temporary, "a");
  }

  @Test
  void aFileIsNotAFolder() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertRefused(file).withMessageContaining("is a file");
    assertRefused(file.resolve("data")).withMessageContaining("name another folder");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatCannotBeCreatedIsRefused() {
    assertRefused(Path.of("/proc/vitrine"))
        .withMessageContaining("/proc/vitrine")
        .withMessageContaining("name another folder");
  }

  @Test
  void aFolderWithoutPermissionToWriteIsRefused() throws IOException {
    assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("posix"));
    assumeFalse("root".equals(System.getProperty("user.name")), "root may write anywhere");
    write(temporary.resolve("data"), "a");
    Files.setPosixFilePermissions(
        temporary.resolve("data"), PosixFilePermissions.fromString("r-x------"));
    try {
      assertRefused(temporary.resolve("data"))
          .withMessageContaining("cannot be written by this user");
    } finally {
      Files.setPosixFilePermissions(
          temporary.resolve("data"), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 4096})
  void aDamagedDatabaseIsSaidToBe(long from) throws IOException {
    for (int i = 0; i < 50; i++) {
      write(temporary, "m" + i);
    }
    Path file = temporary.resolve("vitrine.db");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = (int) from; i < bytes.length; i++) {
      bytes[i] = (byte) 0xA5;
    }
    Files.write(file, bytes);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> readAll(temporary))
        .withMessageContaining("damaged")
        .withMessageContaining("backup");
  }

  private static void readAll(Path folder) {
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      for (int i = 0; i < 50; i++) {
        store.fetch(Key.model("m" + i));
      }
    }
  }

  private static void write(Path folder, String id) {
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      store.put(Key.model(id), DocumentStore.ABSENT, draft("x".repeat(2000)));
    }
  }

  private static ThrowableAssertAlternative<StoreException> assertRefused(Path folder) {
    return assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> EmbeddedStore.open(folder, Role.SERVER).close())
        .matches(failure -> !String.valueOf(failure.getMessage()).contains("\n"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
