package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Key;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import dev.vitrine.testkit.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever became of the files: lists show what the store holds. */
class DamagedIndexTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<String> PROJECTS = Set.of("p", "q");

  private final TestClock clock = new TestClock();
  private final MemoryStore store = new MemoryStore(clock);
  private final NaiveLists lists = new NaiveLists();

  @TempDir private Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void fill() {
    folder = temporary.resolve("index");
    for (int i = 0; i < 50; i++) {
      lists.put(store, model(i));
    }
    lists.putInTrash(store, Listed.of("gone", "p", START), START);
  }

  private static Listed model(int i) {
    return Listed.of("m" + i, i % 2 == 0 ? "p" : "q", START.plusSeconds(i)).withTags("t" + i % 5);
  }

  /** Opens an index, compares it, and says which generation it is. */
  private String check(Path files) throws InterruptedException {
    try (CatalogIndex index = CatalogIndex.open(files, store, InstantSource.system())) {
      IndexedCatalogue.catchUp(index);
      lists.assertSame(index, PROJECTS);
      return index.state().generation();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied);
        }
      }
    }
  }

  /**
   * Copies a folder that is being written to as it was at one instant, as a kill would leave it: a
   * copy during which anything came, went or grew is no such thing and is made again.
   */
  private static void copyAsOfOneInstant(Path from, Path to) throws IOException {
    Instant deadline = Instant.now().plusSeconds(20);
    for (int attempt = 1; ; attempt++) {
      Path copied = Path.of(to + "-" + attempt);
      try {
        Map<Path, Long> before = sizesOf(from);
        copy(from, copied);
        if (sizesOf(from).equals(before)) {
          Files.move(copied, to);
          return;
        }
      } catch (NoSuchFileException | UncheckedIOException e) {
        assertThat(e).as("what went meanwhile").hasMessageContaining(from.toString());
      }
      assertThat(Instant.now()).as("it never rests").isBefore(deadline);
    }
  }

  private static Map<Path, Long> sizesOf(Path folder) throws IOException {
    Map<Path, Long> sizes = new HashMap<>();
    for (Path file : filesOf(folder)) {
      sizes.put(file, Files.size(folder.resolve(file)));
    }
    return sizes;
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }

  @Test
  void damageInAnyFileIsNoticed() throws Exception {
    assertThat(check(folder)).isEqualTo("g-1");
    List<Path> files = filesOf(folder);
    assertThat(files).hasSizeGreaterThan(3);
    int copies = 0;
    for (Path file : files) {
      for (Damage damage : Damage.values()) {
        Path copy = temporary.resolve("copy" + ++copies);
        copy(folder, copy);
        Path damaged = copy.resolve(file.toString());
        damage.damage(damaged);
        check(copy);
        assertThat(check(copy)).as("once built again it is kept").matches("g-[12]");
      }
    }
  }

  private enum Damage {
    SHORTENED {
      @Override
      byte[] of(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length / 2);
      }
    },
    EMPTIED {
      @Override
      byte[] of(byte[] bytes) {
        return new byte[0];
      }
    },
    ONE_BIT_ELSE {
      @Override
      byte[] of(byte[] bytes) {
        byte[] other = bytes.clone();
        if (other.length > 0) {
          other[other.length / 2] ^= 4;
        }
        return other;
      }
    },
    OVERWRITTEN {
      @Override
      byte[] of(byte[] bytes) {
        byte[] other = new byte[bytes.length];
        new java.util.Random(1).nextBytes(other);
        return other;
      }
    },
    REMOVED {
      @Override
      void damage(Path file) throws IOException {
        Files.delete(file);
      }
    };

    byte[] of(byte[] bytes) {
      return bytes;
    }

    void damage(Path file) throws IOException {
      Files.write(file, of(Files.readAllBytes(file)));
    }
  }

  @Test
  void whatAKilledProcessLeavesIsUsed() throws Exception {
    Path killed = temporary.resolve("killed");
    Path killedLater = temporary.resolve("killed-later");
    try (CatalogIndex index = CatalogIndex.open(folder, store, InstantSource.system())) {
      IndexedCatalogue.catchUp(index);
      WatchedStore here = new WatchedStore(store, List.of(index));
      for (int i = 50; i < 100; i++) {
        lists.put(here, model(i));
        lists.delete(i % 2 == 0 ? here : store, "m" + (i - 50));
        lists.assertSame(index, Set.of());
      }
      copyAsOfOneInstant(folder, killed);
      IndexedCatalogue.catchUp(index);
      copyAsOfOneInstant(folder, killedLater);
    }
    assertThat(check(killed)).isEqualTo("g-1");
    assertThat(check(killedLater)).isEqualTo("g-1");
  }

  @Test
  void deletionsThatWereForgottenMeanwhileAreNotMissed() throws Exception {
    check(folder);
    lists.delete(store, "m1");
    clock.advance(Duration.ofDays(90));
    assertThat(store.purgeTombstones(clock.instant())).isEqualTo(1);
    assertThat(check(folder)).isEqualTo("g-2");
    assertThat(check(folder)).isEqualTo("g-2");
    assertThat(filesOf(folder)).noneMatch(file -> file.startsWith("g-1"));
  }

  @Test
  void theIndexOfAnotherStoreIsNotBelieved() throws Exception {
    MemoryStore other = new MemoryStore();
    IndexedCatalogue.write(other, Key.model("other"), Listed.of("other", "p", START).draft());
    try (CatalogIndex index = CatalogIndex.open(folder, other, InstantSource.system())) {
      IndexedCatalogue.catchUp(index);
      assertThat(index.count(ModelFilter.of(new Scope.Own("p", null)))).isEqualTo(1);
    }
    assertThat(check(folder)).isEqualTo("g-2");
  }

  @Test
  void whatKilledRebuildsLeftIsRemoved() throws Exception {
    check(folder);
    copy(folder.resolve("g-1"), folder.resolve("g-7"));
    Files.createDirectory(folder.resolve("g-8"));
    Files.writeString(folder.resolve("current.next"), "g-7");
    assertThat(check(folder)).isEqualTo("g-1");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("g-1", "current", "rebuild.lock");
    }
  }
}
