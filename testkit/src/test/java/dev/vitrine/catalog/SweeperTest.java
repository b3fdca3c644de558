package dev.vitrine.catalog;

import static dev.vitrine.catalog.CatalogUnderTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What time brings about. */
class SweeperTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Sweeper.TOMBSTONES_FOR;

  @AutoClose private final CatalogUnderTest catalog = new CatalogUnderTest();
  private final Idempotency idempotency = new Idempotency(catalog.store, catalog.clock, DAY);
  private final Ids ids = new Ids();
  private final Teams teams = new Teams(catalog.store, ids, catalog.clock);
  private final Projects projects = new Projects(catalog.store, ids, catalog.clock);

  private Sweeper sweeper(@Nullable Duration term) {
    FreePlanTerm freePlan = new FreePlanTerm(projects, teams, term);
    ModelRemoval removal =
        new ModelRemoval(
            catalog.store,
            CatalogUnderTest.FIELDS,
            catalog.edits,
            new Classes(catalog.store, CatalogUnderTest.FIELDS),
            catalog.collections,
            freePlan,
            catalog.clock,
            true);
    return new Sweeper(
        catalog.store,
        catalog.index,
        new DueModels(catalog.store, removal, freePlan),
        catalog.deletion(),
        idempotency,
        MONTH,
        WEEK);
  }

  private Sweeper.Swept sweep(Sweeper sweeper) {
    return sweeper.sweep(catalog.clock.instant());
  }

  private void trash(String id) {
    catalog.put(
        Kind.TRASH,
        ModelDocument.of(object("{\"id\":\"" + id + "\",\"type\":\"custom\"}"))
            .deleted(Times.format(catalog.clock.instant()), "apiu_a"));
  }

  @Test
  void nothingToDoIsNothingDone() {
    assertThat(sweep(sweeper(null))).isEqualTo(new Sweeper.Swept(0, 0, 0, 0, 0, 0));
  }

  @Test
  void deletedModelsArePurgedWhenTheirTimeIsOver() {
    for (int i = 0; i < 450; i++) {
      trash("old" + i);
    }
    catalog.clock.advance(MONTH.minusMillis(1));
    trash("young");
    assertThat(sweep(sweeper(null)).purged()).isZero();
    catalog.clock.advance(Duration.ofMillis(1));
    Sweeper sweeper = sweeper(null);
    assertThat(sweep(sweeper).purged()).isEqualTo(450);
    assertThat(catalog.store.fetch(new Key(Kind.TRASH, "old0"))).isNull();
    assertThat(catalog.store.fetch(new Key(Kind.TRASH, "young"))).isNotNull();
    assertThat(sweep(sweeper).purged()).isZero();
  }

  private String project(Plan plan) {
    String team = teams.getOrCreate(plan.wireName(), plan).id();
    return projects.getOrCreate(plan.wireName(), team).id();
  }

  private void due(String id, String project) {
    ModelDocument model =
        ModelDocument.of(
            object(
                "{\"id\":\""
                    + id
                    + "\",\"type\":\"custom\",\"softDeletionOn\":\"2026-01-02T00:00:00.000Z\"}"));
    var draft = Draft.of(project, Visibility.PRIVATE, Bytes.wrap(model.encode()));
    assertThat(catalog.store.put(Key.model(id), 0, draft)).isInstanceOf(WriteResult.Stored.class);
  }

  @Test
  void modelsOfFreeProjectsGoWhenTheyAreDue() {
    due("free", project(Plan.FREE));
    due("paid", project(Plan.PRO));
    Sweeper sweeper = sweeper(MONTH);
    assertThat(sweep(sweeper).due()).isZero();
    catalog.clock.advance(DAY);
    assertThat(sweep(sweeper(null)).due()).isZero();
    assertThat(sweep(sweeper).due()).isEqualTo(2);
    assertThat(catalog.store.fetch(Key.model("free"))).isNull();
    assertThat(catalog.model(Kind.TRASH, "free").deletedAt()).isEqualTo("2026-01-02T00:00:00.000Z");
    assertThat(catalog.row("paid").get("softDeletionOn")).isNull();
    assertThat(sweep(sweeper).due()).isZero();
  }

  @Test
  void recordsOfCreatesAreForgotten() {
    Caller.KeyHolder caller = new Caller.KeyHolder("apiu_a", "proj_a", Role.EDITOR);
    AtomicInteger made = new AtomicInteger();
    for (int i = 0; i < 250; i++) {
      create(caller, "old" + i, made);
    }
    catalog.clock.advance(DAY.plusSeconds(1));
    create(caller, "young", made);
    Sweeper sweeper = sweeper(null);
    assertThat(sweep(sweeper).records()).isEqualTo(250);
    assertThat(sweep(sweeper).records()).isZero();
    create(caller, "young", made);
    assertThat(made).hasValue(251);
    catalog.clock.advance(DAY.plusSeconds(1));
    assertThat(sweep(sweeper).records()).isEqualTo(1);
  }

  private void create(Caller.KeyHolder caller, String key, AtomicInteger made) {
    idempotency.once(
        caller,
        key,
        "fingerprint",
        () -> "id",
        id -> {
          made.incrementAndGet();
          return new Idempotency.Answer("{}", null);
        });
  }

  @Test
  void deletionsAreForgottenAfterAWeek() {
    trash("a");
    Position before = catalog.store.head();
    long revision =
        java.util.Objects.requireNonNull(catalog.store.fetch(new Key(Kind.TRASH, "a"))).revision();
    catalog.store.delete(new Key(Kind.TRASH, "a"), revision);
    catalog.clock.advance(WEEK);
    assertThat(sweep(sweeper(null)).tombstones()).isZero();
    catalog.clock.advance(Duration.ofMillis(1));
    assertThat(sweep(sweeper(null)).tombstones()).isEqualTo(1);
    assertThat(catalog.store.changes(before, Set.of(Kind.TRASH), 1))
        .isInstanceOf(Feed.Expired.class);
  }

  @Test
  void collectionsAreGoneOnWith() {
    catalog.create("doomed", "name");
    catalog.faulty.dieAfterWrites(1);
    assertThatThrownBy(() -> catalog.deletion().delete(catalog.editor, "doomed", Precondition.NONE))
        .isInstanceOf(StoreException.class);
    catalog.revive();
    assertThat(sweep(sweeper(null)).collections()).isEqualTo(1);
    assertThat(catalog.store.fetch(new Key(Kind.COLLECTION, "doomed"))).isNull();
  }

  @Test
  void oneFailureDoesNotHoldUpTheRest() {
    trash("a");
    catalog.clock.advance(MONTH);
    catalog.faulty.failNextRead();
    Sweeper.Swept swept = sweep(sweeper(null));
    assertThat(swept.failures()).isEqualTo(1);
    catalog.faulty.setDown(true);
    assertThat(sweep(sweeper(null)).failures()).isGreaterThan(2);
    catalog.revive();
    assertThat(catalog.store.fetch(new Key(Kind.TRASH, "a"))).isNotNull();
    assertThat(sweep(sweeper(null)).purged()).isEqualTo(1);
  }

  @Test
  void repeatedWorkSurvivesWhateverItMeets() throws InterruptedException {
    CountDownLatch thrice = new CountDownLatch(3);
    try (RepeatedWork work =
        RepeatedWork.start(
            "test",
            Duration.ofMillis(1),
            () -> {
              thrice.countDown();
              throw new AssertionError("told to fail");
            })) {
      assertThat(work).isNotNull();
      assertThat(thrice.await(20, TimeUnit.SECONDS)).isTrue();
    }
    long left = thrice.getCount();
    assertThat(left).isZero();
  }
}
