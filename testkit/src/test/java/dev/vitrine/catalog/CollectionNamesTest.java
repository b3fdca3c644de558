package dev.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.VitrineException;
import dev.vitrine.store.Document;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.StoreException;
import dev.vitrine.testkit.FaultyStore;
import dev.vitrine.testkit.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of collections stay unique, and free again, wherever a process dies. */
class CollectionNamesTest {
  private static final Duration LATER = CollectionNames.PATIENCE.plusSeconds(1);

  @AutoClose private final CatalogUnderTest catalog = new CatalogUnderTest();

  private void dies(int writes, Runnable work) {
    catalog.faulty.dieAfterWrites(writes);
    assertThatThrownBy(work::run).isInstanceOf(StoreException.class);
    catalog.revive();
  }

  private void refused(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> assertThat(refusal.details()).containsEntry("field", "name"));
  }

  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {0, 1, 2})
  void aCreateThatDiedLeavesTheNameFree(int writes) {
    dies(writes, () -> catalog.create("one", "name"));
    catalog.clock.advance(LATER);
    assertThat(catalog.create("two", "name").collection().name()).isEqualTo("name");
    refused(() -> catalog.create("three", "name"));
    assertThatThrownBy(() -> catalog.nameOf("one")).hasMessage("Collection one not found");
  }

  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {0, 1, 2})
  void aCreateThatDiedCanBeRepeatedAtOnce(int writes) {
    dies(writes, () -> catalog.create("one", "name"));
    assertThat(catalog.create("one", "name").collection().isLive()).isTrue();
    assertThat(catalog.nameOf("one")).isEqualTo("name");
    refused(() -> catalog.create("two", "name"));
  }

  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {1, 2})
  void theSweeperRemovesWhatNobodyWorksOnAnyMore(int writes) {
    dies(writes, () -> catalog.create("one", "name"));
    CollectionDeletion deletion = catalog.deletion();
    deletion.resume();
    assertThat(catalog.store.fetch(key("one"))).isNotNull();
    catalog.clock.advance(LATER);
    assertThat(deletion.resume()).isEqualTo(1);
    assertThat(catalog.store.fetch(key("one"))).isNull();
    assertThat(catalog.create("two", "name").collection().name()).isEqualTo("name");
  }

  @Test
  void aNameIsTakenWhileAnotherTakesIt() {
    dies(2, () -> catalog.create("one", "name"));
    refused(() -> catalog.create("two", "name"));
  }

  @Test
  void aCreateThatWasTakenBackGoesOnWithoutHarm() {
    dies(2, () -> catalog.create("slow", "name"));
    catalog.clock.advance(LATER);
    catalog.create("fast", "name");
    refused(() -> catalog.create("slow", "name"));
    assertThat(catalog.nameOf("fast")).isEqualTo("name");
  }

  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {0, 1, 2, 3})
  void aChangeThatDiedLeavesOneOfTheNames(int writes) {
    catalog.create("one", "old");
    dies(writes, () -> catalog.rename("one", "new"));
    boolean renamed = writes == 3;
    assertThat(catalog.nameOf("one")).isEqualTo(renamed ? "new" : "old");
    catalog.clock.advance(LATER);
    refused(() -> catalog.create("two", renamed ? "new" : "old"));
    assertThat(catalog.create("two", renamed ? "old" : "new").collection().isLive()).isTrue();
    assertThat(catalog.nameOf("one")).isEqualTo(renamed ? "new" : "old");
    refused(() -> catalog.rename("one", renamed ? "old" : "new"));
  }

  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {0, 1, 2, 3})
  void aChangeThatDiedCanBeRepeatedAtOnce(int writes) {
    catalog.create("one", "old");
    dies(writes, () -> catalog.rename("one", "new"));
    catalog.rename("one", "new");
    assertThat(catalog.nameOf("one")).isEqualTo("new");
    assertThat(catalog.create("two", "old").collection().isLive()).isTrue();
  }

  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {1, 2})
  void theSweeperTakesClaimsBackThatNobodyFollows(int writes) {
    catalog.create("one", "old");
    dies(writes, () -> catalog.rename("one", "new"));
    catalog.clock.advance(LATER);
    assertThat(catalog.deletion().resume()).isEqualTo(1);
    assertThat(catalog.create("two", "new").collection().isLive()).isTrue();
    assertThat(catalog.nameOf("one")).isEqualTo("old");
  }

  @Test
  void writesWhoseEndIsNotKnownLeaveNothingStuck() {
    for (FaultyStore.Fault fault :
        List.of(
            FaultyStore.Fault.UNKNOWN_BUT_WRITTEN,
            FaultyStore.Fault.UNKNOWN_AND_LOST,
            FaultyStore.Fault.FAILS)) {
      catalog.faulty.failNextWrite(fault);
      assertThatThrownBy(() -> catalog.create("a" + fault, "name" + fault))
          .isInstanceOf(StoreException.class);
      assertThat(catalog.create("a" + fault, "name" + fault).collection().isLive()).isTrue();
    }
  }

  @Test
  void thereAndBackAgain() {
    catalog.create("one", "a");
    for (int i = 0; i < 3; i++) {
      catalog.rename("one", "b");
      catalog.rename("one", "a");
    }
    assertThat(catalog.create("two", "b").collection().isLive()).isTrue();
    refused(() -> catalog.create("three", "a"));
  }

  @Test
  void manyAtOnceNeverShareAName() throws InterruptedException {
    int threads = 6;
    for (int i = 0; i < threads; i++) {
      catalog.create("c" + i, "own" + i);
    }
    Threads.runAll(
        threads,
        thread -> {
          ThreadLocalRandom random = ThreadLocalRandom.current();
          for (int i = 0; i < 60; i++) {
            try {
              catalog.rename("c" + random.nextInt(threads), "n" + random.nextInt(4));
            } catch (VitrineException e) {
              assertThat(e.code().name()).isIn("INVALID_PARAMETER", "UNAVAILABLE");
            }
          }
        });
    List<String> names = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      names.add(catalog.nameOf("c" + i));
    }
    assertThat(names).doesNotHaveDuplicates();
    catalog.clock.advance(LATER);
    catalog.deletion().resume();
    for (int n = 0; n < 4; n++) {
      String name = "n" + n;
      if (names.contains(name)) {
        refused(() -> catalog.create("new" + name, name));
      } else {
        assertThat(catalog.create("new" + name, name).collection().isLive()).isTrue();
      }
    }
  }

  @Test
  void nothingOfANameIsSeenWhileItIsTaken() {
    catalog.create("one", "old");
    dies(2, () -> catalog.rename("one", "new"));
    assertThat(catalog.collections.existing(CatalogUnderTest.PROJECT, java.util.Set.of("one")))
        .containsExactly("one");
    dies(1, () -> catalog.create("two", "other"));
    assertThat(catalog.collections.existing(CatalogUnderTest.PROJECT, java.util.Set.of("two")))
        .isEmpty();
    Document document = catalog.store.fetch(key("two"));
    assertThat(document).isNotNull();
  }

  private static Key key(String id) {
    return new Key(Kind.COLLECTION, id);
  }
}
