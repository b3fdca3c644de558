package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.VitrineException;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.HookedStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An index that is far behind at the start answers after a while, unless it lacks own writes. */
class LateIndexTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ModelFilter OWN = ModelFilter.of(new Scope.Own("p", null));

  private final MemoryStore inner = new MemoryStore();
  private final HookedStore hooked = new HookedStore(inner);
  private final SlowFolder folder = new SlowFolder();

  /** Whether lists were answered before each read of the feed. */
  private final List<Boolean> answering = new CopyOnWriteArrayList<>();

  /** Tells which generation is the current one only when it is told to. */
  private static final class SlowFolder implements IndexFolder {
    private final MemoryFolder folder = new MemoryFolder();
    private final CountDownLatch told = new CountDownLatch(1);

    @Override
    public @Nullable String current() throws IOException {
      try {
        told.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return folder.current();
    }

    @Override
    public Directory open(String generation) throws IOException {
      return folder.open(generation);
    }

    @Override
    public String create() {
      return folder.create();
    }

    @Override
    public void publish(String generation) {
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

  /** An index of nothing, three pages behind what another node writes afterwards. */
  @BeforeEach
  void fallBehind() throws InterruptedException {
    try (CatalogIndex before = CatalogIndex.open(folder.folder, inner, InstantSource.system())) {
      IndexedCatalogue.catchUp(before);
    }
    for (int i = 0; i < 2 * FeedPage.SIZE; i++) {
      IndexedCatalogue.write(inner, Key.model("o" + i), Listed.of("o" + i, "q", START).draft());
    }
  }

  private CatalogIndex open() {
    CatalogIndex index = CatalogIndex.open(folder, hooked, Duration.ZERO, InstantSource.system());
    hooked.beforeChanges(() -> answering.add(index.state().ready()));
    return index;
  }

  @Test
  void whatThisNodeWroteWhileThereWasNoneIsInTheFirstAnswer() throws InterruptedException {
    try (CatalogIndex index = open()) {
      DocumentStore here = new WatchedStore(inner, List.of(index));
      IndexedCatalogue.write(here, Key.model("m"), Listed.of("m", "p", START).draft());
      assertThatThrownBy(() -> index.count(OWN)).isInstanceOf(VitrineException.class);
      folder.told.countDown();
      assertThat(index.awaitReady(Duration.ofSeconds(30))).isTrue();
      assertThat(index.count(OWN)).isEqualTo(1);
      assertThat(answering.subList(0, 3)).containsOnly(false);
    } finally {
      folder.told.countDown();
    }
  }

  @Test
  void whatOthersWroteIsNotWaitedFor() throws InterruptedException {
    try (CatalogIndex index = open()) {
      folder.told.countDown();
      IndexedCatalogue.catchUp(index);
      assertThat(answering.subList(0, 3)).containsExactly(false, true, true);
      assertThat(index.count(ModelFilter.of(new Scope.Own("q", null))))
          .isEqualTo(2L * FeedPage.SIZE);
    } finally {
      folder.told.countDown();
    }
  }
}
