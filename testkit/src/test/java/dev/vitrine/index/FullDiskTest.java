package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.FaultyStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While nothing can be written, lists are right or say that they are not available. */
class FullDiskTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<String> PROJECTS = Set.of("p");
  private static final ModelFilter OWN = ModelFilter.of(new Scope.Own("p", null));

  private final Disk disk = new Disk();
  private final FaultyStore faulty = new FaultyStore(new MemoryStore());
  private final NaiveLists lists = new NaiveLists();
  private final CatalogIndex index = CatalogIndex.open(disk, faulty, InstantSource.system());
  private final WatchedStore here = new WatchedStore(faulty, List.of(index));

  /** Generations on a disk that may be full. */
  private static final class Disk implements IndexFolder {
    private final MemoryFolder folder = new MemoryFolder();
    private volatile boolean full;

    private void check() throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public @Nullable String current() {
      return folder.current();
    }

    @Override
    public Directory open(String generation) throws IOException {
      return new FilterDirectory(folder.open(generation)) {
        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
          check();
          return super.createOutput(name, context);
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
            throws IOException {
          check();
          return super.createTempOutput(prefix, suffix, context);
        }
      };
    }

    @Override
    public String create() throws IOException {
      check();
      return folder.create();
    }

    @Override
    public void publish(String generation) throws IOException {
      check();
      folder.publish(generation);
    }

    @Override
    public void remove(String generation) {
      folder.remove(generation);
    }

    @Override
    public void removeUnused() {
      folder.removeUnused();
    }

    @Override
    public @Nullable Closeable tryLock() {
      return folder.tryLock();
    }
  }

  @AfterEach
  void end() {
    index.close();
  }

  private static Listed model(int i) {
    return Listed.of("m" + i, "p", START.plusSeconds(i)).withTags("t" + i % 5);
  }

  @Test
  void whatWasWrittenMeanwhileIsThereOnceThereIsRoomAgain() throws Exception {
    IndexedCatalogue.catchUp(index);
    for (int i = 0; i < 20; i++) {
      lists.put(here, model(i));
    }
    lists.assertSame(index, PROJECTS);
    disk.full = true;
    // The cache of small files stands before the disk: enough that it does not do.
    for (int i = 20; i < 60; i++) {
      lists.put(here, model(i).withTags("x".repeat(30_000) + i, "y".repeat(30_000) + i));
      rightOrUnavailable();
    }
    lists.delete(here, "m1");
    rightOrUnavailable();
    assertThat(problem()).contains("No space left");
    assertThat(index.awaitCaughtUp(Duration.ofMillis(300))).isFalse();
    disk.full = false;
    IndexedCatalogue.catchUp(index);
    lists.assertSame(index, PROJECTS);
    assertThat(index.state().problem()).isNull();
  }

  /** What the index says is in its way, once it has met it. */
  private String problem() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String problem = index.state().problem();
    while (problem == null) {
      assertThat(System.nanoTime()).as("told in time").isLessThan(deadline);
      index.awaitCaughtUp(Duration.ofMillis(100));
      problem = index.state().problem();
    }
    return problem;
  }

  private void rightOrUnavailable() {
    try {
      assertThat(index.count(OWN)).isEqualTo(lists.live.size());
    } catch (VitrineException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void theFirstIndexIsBuiltOnceThereIsRoom() throws Exception {
    IndexedCatalogue.catchUp(index);
    lists.put(here, model(1));
    Disk small = new Disk();
    small.full = true;
    try (CatalogIndex other = CatalogIndex.open(small, faulty, InstantSource.system())) {
      assertThat(other.awaitReady(Duration.ofMillis(300))).isFalse();
      assertThatThrownBy(() -> other.count(OWN)).isInstanceOf(VitrineException.class);
      small.full = false;
      IndexedCatalogue.catchUp(other);
      lists.assertSame(other, PROJECTS);
    }
  }

  @Test
  void listsGoOnWhileTheStoreCannotBeRead() throws Exception {
    IndexedCatalogue.catchUp(index);
    lists.put(here, model(1));
    IndexedCatalogue.catchUp(index);
    faulty.setDown(true);
    assertThat(problem()).isNotEmpty();
    assertThat(index.awaitCaughtUp(Duration.ofMillis(300))).isFalse();
    lists.assertSame(index, PROJECTS);
    faulty.setDown(false);
    lists.put(faulty, model(2));
    IndexedCatalogue.catchUp(index);
    lists.assertSame(index, PROJECTS);
    assertThat(index.state().problem()).isNull();
  }
}
