package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.HookedStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the feed read before a write of this node never replaces it, nor the other way round. */
class OlderThanWrittenTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Key KEY = Key.model("m");
  private static final Listed PRIVATE = Listed.of("m", "p", START);
  private static final Listed PUBLIC = PRIVATE.withVisibility(Visibility.PUBLIC);
  private static final ModelFilter ALL_PUBLIC = ModelFilter.of(new Scope.Public());

  private final MemoryStore elsewhere = new MemoryStore();
  private final HookedStore hooked = new HookedStore(elsewhere);
  private final CatalogIndex index =
      CatalogIndex.open(new MemoryFolder(), hooked, InstantSource.system());
  private final WatchedStore here = new WatchedStore(elsewhere, List.of(index));

  @BeforeEach
  void begin() throws InterruptedException {
    IndexedCatalogue.catchUp(index);
  }

  @AfterEach
  void end() {
    index.close();
  }

  /** Another node publishes a model; the feed has fetched it when this node does something. */
  private void whileTheFeedHoldsAPublicModel(Runnable write) throws InterruptedException {
    CountDownLatch fetched = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    hooked.onFetched(keys -> {
      if (first.getAndSet(false)) {
        fetched.countDown();
        await(written);
      }
    });
    IndexedCatalogue.write(elsewhere, KEY, PUBLIC.draft());
    index.uncertain(KEY);
    await(fetched);
    write.run();
    long shown = index.count(ALL_PUBLIC);
    written.countDown();
    IndexedCatalogue.catchUp(index);
    assertThat(shown).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anUpdateHereIsNotUndone() throws InterruptedException {
    whileTheFeedHoldsAPublicModel(() -> IndexedCatalogue.write(here, KEY, PRIVATE.draft()));
    assertThat(index.count(ALL_PUBLIC)).isZero();
    assertThat(index.count(ModelFilter.of(new Scope.Own("p", null)))).isEqualTo(1);
  }

  @Test
  void aDeletionHereIsNotUndone() throws InterruptedException {
    whileTheFeedHoldsAPublicModel(() -> IndexedCatalogue.remove(here, KEY));
    assertThat(index.count(ALL_PUBLIC)).isZero();
    assertThat(index.count(ModelFilter.of(new Scope.Own("p", null)))).isZero();
  }

  @Test
  void theOlderDocumentIsNotEvenShownForAMoment() throws InterruptedException {
    AtomicBoolean wrong = new AtomicBoolean();
    whileTheFeedHoldsAPublicModel(() -> {
      IndexedCatalogue.write(here, KEY, PRIVATE.draft());
      // Runs when the feed is read for the first time after the older page was taken over.
      hooked.onFetched(keys -> wrong.compareAndSet(false, index.count(ALL_PUBLIC) > 0));
    });
    assertThat(wrong).isFalse();
  }

  @Test
  void aWriteThatIsToldLateDoesNotReplaceANewerOneOfTheFeed() throws InterruptedException {
    long published = IndexedCatalogue.write(elsewhere, KEY, PUBLIC.draft());
    IndexedCatalogue.write(elsewhere, KEY, PRIVATE.draft());
    IndexedCatalogue.catchUp(index);
    index.written(KEY, published, PUBLIC.draft());
    assertThat(index.count(ALL_PUBLIC)).isZero();
    assertThat(index.count(ModelFilter.of(new Scope.Own("p", null)))).isEqualTo(1);
  }

  @Test
  void writesOfThisNodeThatAreToldInTheWrongOrderEndWithTheNewest() throws InterruptedException {
    long published = IndexedCatalogue.write(elsewhere, KEY, PUBLIC.draft());
    long hidden = IndexedCatalogue.write(elsewhere, KEY, PRIVATE.draft());
    index.written(KEY, hidden, PRIVATE.draft());
    index.written(KEY, published, PUBLIC.draft());
    assertThat(index.count(ALL_PUBLIC)).isZero();
    IndexedCatalogue.catchUp(index);
    assertThat(index.count(ALL_PUBLIC)).isZero();
  }

  @Test
  void aModelThatIsMadeAgainIsNotDeletedByItsTombstone() throws InterruptedException {
    IndexedCatalogue.write(here, KEY, PUBLIC.draft());
    IndexedCatalogue.catchUp(index);
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    IndexedCatalogue.remove(elsewhere, KEY);
    hooked.onChangesRead(() -> {
      if (first.getAndSet(false)) {
        read.countDown();
        await(written);
      }
    });
    index.uncertain(KEY);
    await(read);
    IndexedCatalogue.write(here, KEY, PUBLIC.draft());
    written.countDown();
    IndexedCatalogue.catchUp(index);
    assertThat(index.count(ALL_PUBLIC)).isEqualTo(1);
  }

  @Test
  void ownWritesAreSeenAtOnceWhileAnothersThousandsWait() throws InterruptedException {
    CountDownLatch fetched = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    hooked.onFetched(keys -> {
      fetched.countDown();
      await(goOn);
    });
    for (int i = 0; i < 3 * FeedPage.SIZE; i++) {
      IndexedCatalogue.write(elsewhere, Key.model("f" + i), Listed.of("f" + i, "q", START).draft());
    }
    await(fetched);
    for (int i = 0; i < 20; i++) {
      IndexedCatalogue.write(here, KEY, PUBLIC.withTags("t" + i).draft());
      assertThat(index.count(ALL_PUBLIC.withTags(java.util.Set.of("t" + i)))).isEqualTo(1);
    }
    assertThat(index.count(ModelFilter.of(new Scope.Own("q", null)))).isZero();
    goOn.countDown();
    IndexedCatalogue.catchUp(index);
    assertThat(index.count(ModelFilter.of(new Scope.Own("q", null)))).isEqualTo(3L * FeedPage.SIZE);
    assertThat(index.state().changesBehind()).isZero();
  }
}
