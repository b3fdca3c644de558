package dev.vitrine.asset.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.testkit.Noise;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed, or has no room, loses no blob it promised and leaves no half one. */
final class KilledStoreTest {
  private static final Pattern THERE = Pattern.compile("there ([0-9]+)");
  private static final Pattern MAYBE_GONE = Pattern.compile("maybe gone ([0-9]+)");

  @TempDir private Path temporary;

  private final Random random = new Random(1);
  private final Set<Integer> promised = new HashSet<>();

  @Test
  @Timeout(120)
  void afterSomeKillsEveryPromisedBlobIsWhole() throws Exception {
    killOften(4);
  }

  @Test
  @Tag("heavy")
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void afterManyKillsEveryPromisedBlobIsWhole() throws Exception {
    killOften(100);
  }

  private void killOften(int rounds) throws Exception {
    Path folder = temporary.resolve("assets");
    // As a server beside a command that is killed.
    try (AssetStore beside = FileAssetStore.open(folder)) {
      for (int round = 0; round < rounds; round++) {
        Process child = BlobChild.start(List.of(), "work", folder.toString(), "" + round);
        int lines = 0;
        try (BufferedReader output = BlobChild.output(child)) {
          int enough = random.nextInt(150);
          Duration more = Duration.ofNanos(random.nextInt(20_000_000));
          for (String line = output.readLine(); line != null; line = output.readLine()) {
            note(line);
            if (++lines == enough + 1) {
              child.waitFor(more.toNanos(), TimeUnit.NANOSECONDS);
              // The process itself would close what it has told already.
              child.toHandle().destroyForcibly();
            }
          }
        } finally {
          child.destroyForcibly().waitFor();
        }
        assertThat(lines).isPositive();
        check(beside, folder);
        try (AssetStore after = FileAssetStore.open(folder)) {
          check(after, folder);
        }
      }
    }
    assertThat(promised).isNotEmpty();
  }

  private void note(String line) {
    Matcher there = THERE.matcher(line);
    Matcher gone = MAYBE_GONE.matcher(line);
    if (there.matches()) {
      promised.add(Integer.valueOf(there.group(1)));
    } else if (gone.matches()) {
      promised.remove(Integer.valueOf(gone.group(1)));
    }
  }

  private void check(AssetStore store, Path folder) {
    for (int number : promised) {
      assertThat(BlobChild.isWhole(store, BlobChild.blob(number)))
          .as("blob %s is whole", number)
          .isTrue();
    }
    Set<String> listed = new HashSet<>();
    store.each(blob -> {
      assertThat(listed.add(blob.key())).isTrue();
      try (BlobReader reader = Objects.requireNonNull(store.open(blob.key()))) {
        assertThat(reader.size()).isEqualTo(blob.size());
        assertThat(Noise.sha256(reader.stream(0, reader.size()))).isEqualTo(blob.key());
      }
    });
    assertThat(listed).hasSizeGreaterThanOrEqualTo(promised.size());
    assertThat(Blobs.leftovers(folder)).isEmpty();
  }

  @Test
  @Timeout(120)
  @EnabledOnOs(OS.LINUX)
  void aFullDiskLosesNothing() throws Exception {
    assumeTrue(canMount(), "mounting is not allowed here");
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    // Mounted for the child alone: the mount is gone when the child is.
    String mount = "mount -t tmpfs -o size=3m,mode=700 tmpfs \"" + disk + "\"";
    Process child =
        BlobChild.start(
            List.of("unshare", "-rm", "bash", "-c", mount + " && exec \"$@\"", "bash"),
            "fill",
            disk.resolve("assets").toString());
    List<String> said;
    try (BufferedReader output = BlobChild.output(child)) {
      said = output.lines().toList();
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(said).hasSize(3);
    assertThat(said.get(0)).startsWith("FULL: The disk that holds the assets in ");
    assertThat(said.get(1)).matches("([1-9][0-9]) stored, \\1 listed, \\1 whole, 0 left over");
    assertThat(said.get(2)).isEqualTo("then true");
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
