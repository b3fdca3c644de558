package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.FaultyStore;
import dev.vitrine.testkit.HookedStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexRebuildTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<String> PROJECTS = Set.of("p");
  private static final int MODELS = 5_000;

  private final MemoryStore store = new MemoryStore();
  private final HookedStore hooked = new HookedStore(store);
  private final NaiveLists lists = new NaiveLists();

  @TempDir private Path folder;

  @BeforeEach
  void fill() {
    for (int i = 0; i < MODELS; i++) {
      lists.put(store, model(i));
    }
  }

  private static Listed model(int i) {
    return Listed.of("m" + i, "p", START.plusSeconds(i)).withTags("t" + i % 5);
  }

  private List<String> entries() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tellsHowFarItIs() {
    List<Long> done = new ArrayList<>();
    List<Long> about = new ArrayList<>();
    IndexRebuild.Result result =
        IndexRebuild.of(folder, store)
            .run((documents, total) -> {
              done.add(documents);
              about.add(total);
            });
    assertThat(result.documents()).isEqualTo(MODELS);
    assertThat(result.corrupt()).isZero();
    assertThat(done).isSorted().endsWith((long) MODELS);
    assertThat(about).containsOnly((long) MODELS);
  }

  @Test
  void aServerGoesOnToAnswerAndTakesTheNewOne() throws Exception {
    try (CatalogIndex index = CatalogIndex.open(folder, store, InstantSource.system())) {
      IndexedCatalogue.catchUp(index);
      WatchedStore here = new WatchedStore(store, List.of(index));
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch written = new CountDownLatch(1);
      hooked.onFetched(keys -> {
        begun.countDown();
        await(written);
      });
      Thread rebuild =
          Thread.ofPlatform().start(() -> IndexRebuild.of(folder, hooked).run((done, about) -> {}));
      await(begun);
      for (int i = 0; i < 50; i++) {
        lists.put(i % 2 == 0 ? here : store, model(MODELS + i));
        lists.delete(i % 3 == 0 ? here : store, "m" + i);
        lists.put(here, model(100 + i).withTags("changed"));
      }
      assertThat(index.count(ModelFilter.of(new Scope.Own("p", null)).withTags(Set.of("changed"))))
          .isEqualTo(50);
      assertThat(index.state().generation()).isEqualTo("g-1");
      written.countDown();
      int more = MODELS + 50;
      while (rebuild.isAlive() || !index.state().generation().equals("g-2")) {
        lists.put(here, model(more));
        assertThat(index.models(newest(), null, 1).ids()).containsExactly("m" + more);
        more++;
      }
      lists.assertSame(index, PROJECTS);
      IndexedCatalogue.catchUp(index);
      lists.assertSame(index, PROJECTS);
      assertThat(entries()).containsExactly("current", "g-2", "rebuild.lock");
    }
    try (CatalogIndex index = CatalogIndex.open(folder, store, InstantSource.system())) {
      IndexedCatalogue.catchUp(index);
      lists.assertSame(index, PROJECTS);
      assertThat(index.state().generation()).isEqualTo("g-2");
    }
  }

  private static ModelQuery newest() {
    return new ModelQuery(ModelFilter.of(new Scope.Own("p", null)), SortKey.CREATED_AT, true);
  }

  @Test
  void withoutAServerTheOldOneIsRemoved() throws Exception {
    IndexRebuild.of(folder, store).run((done, about) -> {});
    assertThat(entries()).containsExactly("current", "g-1", "rebuild.lock");
    IndexRebuild.of(folder, store).run((done, about) -> {});
    assertThat(entries()).containsExactly("current", "g-2", "rebuild.lock");
  }

  @Test
  void aSecondOneIsRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    hooked.onFetched(keys -> {
      begun.countDown();
      await(goOn);
    });
    Thread first =
        Thread.ofPlatform().start(() -> IndexRebuild.of(folder, hooked).run((done, about) -> {}));
    await(begun);
    assertThatThrownBy(() -> IndexRebuild.of(folder, store).run((done, about) -> {}))
        .isInstanceOf(IndexRebuildException.UnderWay.class)
        .hasMessageContaining("being built already");
    goOn.countDown();
    first.join();
    assertThat(entries()).containsExactly("current", "g-1", "rebuild.lock");
  }

  @Test
  void oneThatIsCalledOffLeavesNothing() throws Exception {
    IndexRebuild.of(folder, store).run((done, about) -> {});
    IndexRebuild second = IndexRebuild.of(folder, store);
    assertThatThrownBy(() -> second.run((done, about) -> second.cancel()))
        .isInstanceOf(IndexRebuildException.Cancelled.class);
    assertThat(entries()).containsExactly("current", "g-1", "rebuild.lock");
  }

  @Test
  void oneThatIsInterruptedLeavesNothing() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                IndexRebuild.of(folder, store)
                    .run((done, about) -> Thread.currentThread().interrupt());
              } catch (IndexRebuildException e) {
                thrown.set(e);
              }
            });
    thread.join();
    assertThat(thrown.get()).isInstanceOf(IndexRebuildException.Cancelled.class);
    assertThat(entries()).containsExactly("rebuild.lock");
  }

  @Test
  void aFailureOfTheStoreLeavesNothing() throws Exception {
    FaultyStore faulty = new FaultyStore(store);
    IndexRebuild rebuild = IndexRebuild.of(folder, faulty);
    assertThatThrownBy(() -> rebuild.run((done, about) -> faulty.setDown(true)))
        .isInstanceOf(dev.vitrine.store.StoreException.class);
    assertThat(entries()).containsExactly("rebuild.lock");
  }

  @Test
  void listsAreUnavailableWhileTheFirstIsBuilt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    hooked.onFetched(keys -> {
      begun.countDown();
      await(goOn);
    });
    try (CatalogIndex index = CatalogIndex.open(folder, hooked, InstantSource.system())) {
      await(begun);
      assertThat(index.awaitReady(Duration.ofMillis(1))).isFalse();
      assertThatThrownBy(() -> index.models(newest(), null, 1))
          .isInstanceOfSatisfying(
              VitrineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
      assertThatThrownBy(() -> index.tags("p", null, 1)).isInstanceOf(VitrineException.class);
      assertThat(index.state().ready()).isFalse();
      assertThat(index.state().rebuilding()).isTrue();
      goOn.countDown();
      assertThat(index.awaitReady(Duration.ofSeconds(60))).isTrue();
      lists.assertSame(index, PROJECTS);
      assertThat(index.state().ready()).isTrue();
    }
  }

  @Test
  void closingCallsOffTheFirstOne() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    hooked.onFetched(keys -> {
      begun.countDown();
      await(closing);
    });
    CatalogIndex index = CatalogIndex.open(folder, hooked, InstantSource.system());
    await(begun);
    Thread close = Thread.ofPlatform().start(index::close);
    while (!waitsForTheRebuild(close)) {
      assertThat(close.isAlive()).isTrue();
    }
    closing.countDown();
    close.join();
    assertThat(entries()).containsExactly("rebuild.lock");
  }

  /** By then it has called it off. */
  private static boolean waitsForTheRebuild(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame ->
                frame.getClassName().equals(RebuildThread.class.getName())
                    && frame.getMethodName().equals("close"));
  }

  @Test
  void anotherServersRebuildIsNoticedWhileOneWaitsForItsFirst() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    hooked.onFetched(keys -> {
      begun.countDown();
      await(goOn);
    });
    Thread elsewhere =
        Thread.ofPlatform().start(() -> IndexRebuild.of(folder, hooked).run((done, about) -> {}));
    await(begun);
    try (CatalogIndex index = CatalogIndex.open(folder, store, InstantSource.system())) {
      goOn.countDown();
      assertThat(index.awaitReady(Duration.ofSeconds(60))).isTrue();
      IndexedCatalogue.catchUp(index);
      lists.assertSame(index, PROJECTS);
      // It builds one itself if the other's ends between its look and its attempt.
      assertThat(index.state().generation()).isIn("g-1", "g-2");
    }
    elsewhere.join();
  }
}
