package dev.vitrine.store.sql;

import static dev.vitrine.testkit.StoreUnderTest.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Disks that take no more, and what is left then. */
@Timeout(60)
final class BrokenDiskTest {
  @TempDir private Path temporary;

  @Test
  void aFullDatabaseTakesDeletionsAndThenWritesAgain() {
    try (DocumentStore store =
        EmbeddedStore.open(
            temporary, Role.SERVER, InstantSource.system(), "PRAGMA max_page_count = 100")) {
      List<Long> revisions = new ArrayList<>();
      StoreException full = null;
      while (full == null) {
        try {
          WriteResult result =
              store.put(Key.model("m" + revisions.size()), DocumentStore.ABSENT, draft(10_000));
          revisions.add(((WriteResult.Stored) result).revision());
        } catch (StoreException e) {
          full = e;
        }
      }
      assertThat(full)
          .isNotInstanceOf(StoreException.OutcomeUnknown.class)
          .hasMessageContaining("full")
          .hasMessageContaining("make room");
      assertThat(revisions).hasSizeGreaterThan(5);
      Key next = Key.model("m" + revisions.size());
      assertThat(store.fetch(next)).isNull();
      for (int i = 0; i < 5; i++) {
        assertThat(store.delete(Key.model("m" + i), revisions.get(i)))
            .isInstanceOf(WriteResult.Stored.class);
      }
      assertThat(store.put(next, DocumentStore.ABSENT, draft(10_000)))
          .isInstanceOf(WriteResult.Stored.class);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskLosesNothing() throws Exception {
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    // Mounted for the child alone: the mount is gone when the child is.
    List<String> said = fill(disk, "mount -t tmpfs -o size=2m,mode=700 tmpfs \"" + disk + "\"");
    assertThat(said).hasSize(2);
    assertThat(said.get(0)).startsWith("StoreException: The disk").contains("is full");
    assertThat(said.get(1)).matches("([1-9][0-9]*) written, \\1 intact");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatFailsLeavesTheOutcomeOpen() throws Exception {
    Path folder = temporary.resolve("data");
    List<String> said = fill(folder, "ulimit -f 2000");
    assertThat(said).hasSize(2);
    assertThat(said.get(0))
        .startsWith("OutcomeUnknown: The disk")
        .contains("failed")
        .contains("may or may not");
    assertThat(said.get(1)).matches("([1-9][0-9]*) written, \\1 intact");
    int written = Integer.parseInt(said.get(1).split(" ", 2)[0]);
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      for (int i = 0; i < written; i++) {
        assertThat(store.fetch(Key.model("m" + i))).isNotNull();
      }
      store.put(Key.model("later"), DocumentStore.ABSENT, draft("later"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatIsOnlyReadIsRefused() throws Exception {
    Path folder = temporary.resolve("data");
    EmbeddedStore.open(folder, Role.SERVER).close();
    List<String> said =
        fill(
            folder,
            "mount --bind \""
                + folder
                + "\" \""
                + folder
                + "\" && mount -o remount,ro,bind \""
                + folder
                + "\"");
    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .startsWith("StoreException: The data folder " + folder + " cannot be written");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aTemporaryFolderWhereNothingRunsIsSaidToBe() throws Exception {
    List<String> said =
        fill(
            temporary.resolve("data"),
            "mount -t tmpfs -o noexec tmpfs \"" + temporary.resolve("tmp") + "\"");
    // The driver has logged its own before.
    assertThat(said.getLast())
        .contains(temporary.resolve("tmp").toString())
        .contains("-Dorg.sqlite.tmpdir");
  }

  @Test
  void aDatabaseThatGoesAwayIsReported() throws IOException {
    Path folder = temporary.resolve("data");
    EmbeddedStore.open(folder, Role.SERVER).close();
    Files.delete(folder.resolve("vitrine.db"));
    Files.createDirectory(folder.resolve("vitrine.db"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> EmbeddedStore.open(folder, Role.SERVER))
        .withMessageContaining("cannot be opened");
  }

  /** Fills a folder in a child that prepares its own view of the disk first. */
  private List<String> fill(Path folder, String preparation)
      throws IOException, InterruptedException {
    List<String> wrapper = preparation.startsWith("mount") ? List.of("unshare", "-rm") : List.of();
    assumeTrue(wrapper.isEmpty() || canMount(), "mounting is not allowed here");
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(List.of("bash", "-c", preparation + " && exec \"$@\"", "bash"));
    Process child =
        Child.start(
            Files.createDirectory(temporary.resolve("tmp")), command, "fill", folder.toString());
    try (BufferedReader output = Child.output(child)) {
      return output.lines().toList();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private boolean canMount() throws InterruptedException {
    try {
      Path probe = Files.createDirectories(temporary.resolve("probe"));
      Process process =
          new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", probe.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
