package dev.vitrine.testkit;

import static dev.vitrine.testkit.StoreUnderTest.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitrine.store.Change;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Visibility;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What a store owes who follows its changes. */
public interface FeedContract extends StoreUnderTest {
  @Test
  default void anEmptyStoreHasNoChanges() {
    assertThat(page(Position.START, ALL, 10))
        .isEqualTo(new Feed.Changes(List.of(), Position.START, false));
    Position head = store().head();
    assertThat(page(head, ALL, 10)).isEqualTo(new Feed.Changes(List.of(), head, false));
  }

  @Test
  default void aChangeCarriesTheEnvelope() {
    Key key = Key.model("a");
    Draft draft = new Draft("new", "old", Visibility.UNLISTED, draft(3).body());
    long revision = stored(key, DocumentStore.ABSENT, draft);
    assertThat(follow(Position.START, ALL, 10))
        .containsExactly(new Change(key, revision, "new", "old", Visibility.UNLISTED, false));
    long tombstone = deleted(key, revision);
    assertThat(follow(Position.START, ALL, 10))
        .containsExactly(new Change(key, tombstone, "new", null, Visibility.UNLISTED, true));
  }

  @Test
  default void eachDocumentAppearsOnceAtItsLatestRevision() {
    Key a = Key.model("a");
    Key b = Key.model("b");
    Key c = Key.model("c");
    long first = created(a);
    long second = created(b);
    created(c);
    stored(a, first, draft("again"));
    deleted(b, second);
    assertThat(follow(Position.START, ALL, 10)).extracting(Change::key).containsExactly(c, a, b);
    created(b);
    assertThat(follow(Position.START, ALL, 10)).extracting(Change::key).containsExactly(c, a, b);
    assertThat(follow(Position.START, ALL, 10)).extracting(Change::deleted).containsOnly(false);
  }

  @Test
  default void pagesFollowEachOther() {
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.add(Key.model("m" + i));
      created(keys.get(i));
    }
    for (int limit : new int[] {1, 7, 10, 19, 20, 21, 1000, Integer.MAX_VALUE}) {
      assertThat(follow(Position.START, ALL, limit))
          .extracting(Change::key)
          .containsExactlyElementsOf(keys);
    }
    assertThat(page(Position.START, ALL, 19).more()).isTrue();
    assertThat(page(Position.START, ALL, 20).more()).isFalse();
    Feed.Changes page = page(Position.START, ALL, 20);
    assertThat(page(page.next(), ALL, 5))
        .isEqualTo(new Feed.Changes(List.of(), page.next(), false));
    created(Key.model("later"));
    assertThat(follow(page.next(), ALL, 5))
        .extracting(Change::key)
        .containsExactly(Key.model("later"));
  }

  @Test
  default void limitsAreOneOrMore() {
    assertThatIllegalArgumentException().isThrownBy(() -> store().changes(Position.START, ALL, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> store().changes(Position.START, ALL, -1));
  }

  @Test
  default void eachKindHasItsFeed() {
    Map<Kind, List<Key>> byKind = new HashMap<>();
    List<Key> modelsAndKeys = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      for (Kind kind : Kind.values()) {
        Key key = new Key(kind, "d" + i);
        created(key);
        byKind.computeIfAbsent(kind, any -> new ArrayList<>()).add(key);
        if (kind == Kind.MODEL || kind == Kind.KEY) {
          modelsAndKeys.add(key);
        }
      }
    }
    for (Kind kind : Kind.values()) {
      assertThat(follow(Position.START, Set.of(kind), 7))
          .extracting(Change::key)
          .containsExactlyElementsOf(byKind.getOrDefault(kind, List.of()));
    }
    assertThat(follow(Position.START, EnumSet.of(Kind.KEY, Kind.MODEL), 7))
        .extracting(Change::key)
        .containsExactlyElementsOf(modelsAndKeys);
    assertThat(follow(Position.START, ALL, 7)).hasSize(30 * Kind.values().length);
    assertThat(follow(Position.START, Set.of(), 7)).isEmpty();
  }

  @Test
  default void aKindWithoutChangesMissesNothingLater() {
    created(Key.model("a"));
    Feed.Changes nothing = page(Position.START, Set.of(Kind.TEAM), 1);
    assertThat(nothing.changes()).isEmpty();
    assertThat(nothing.more()).isFalse();
    Key team = new Key(Kind.TEAM, "t");
    created(team);
    created(Key.model("b"));
    assertThat(follow(nothing.next(), Set.of(Kind.TEAM), 1))
        .extracting(Change::key)
        .containsExactly(team);
  }

  @Test
  default void theHeadLiesBetweenWhatWasAndWhatComes() {
    Position empty = store().head();
    created(Key.model("a"));
    assertThat(follow(empty, ALL, 10)).hasSize(1);
    Position head = store().head();
    assertThat(store().head()).isEqualTo(head);
    assertThat(follow(head, ALL, 10)).isEmpty();
    long revision = created(Key.model("b"));
    assertThat(follow(head, ALL, 10)).extracting(Change::revision).containsExactly(revision);
    assertThat(follow(store().head(), ALL, 10)).isEmpty();
  }

  @Test
  default void positionsOfOthersAreRefused() {
    created(Key.model("a"));
    String own = store().head().token();
    for (String token :
        List.of(
            "x",
            " ",
            "0",
            "1",
            "-1",
            own + "9",
            own + " ",
            " " + own,
            own + "-",
            "-" + own,
            own + "-0",
            "\u0000",
            "' OR 1=1",
            "99999999999999999999",
            own.replaceAll("[0-9]+$", "99999999999999999999"),
            "a".repeat(100_000))) {
      assertThatIllegalArgumentException()
          .as(token)
          .isThrownBy(() -> store().changes(new Position(token), ALL, 10));
    }
    another().put(Key.model("a"), DocumentStore.ABSENT, draft("a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store().changes(another().head(), ALL, 10));
  }

  @Test
  default void whoFollowsManyWritersMissesNothing() throws InterruptedException {
    int writers = 4;
    int writes = 60;
    AtomicInteger writing = new AtomicInteger(writers);
    Map<Key, Long> latest = new ConcurrentHashMap<>();
    Map<Key, Long> followed = new HashMap<>();
    Threads.runAll(
        writers + 1,
        thread -> {
          if (thread < writers) {
            try {
              write(thread, writes, latest);
            } finally {
              writing.decrementAndGet();
            }
          } else {
            followWhile(writing, followed);
          }
        });
    assertThat(followed).isEqualTo(latest);
  }

  private void write(int thread, int writes, Map<Key, Long> latest) {
    for (int i = 0; i < writes; i++) {
      Key key = Key.model("m" + thread + "-" + i % 20);
      Long before = latest.get(key);
      if (before != null && i % 7 == 0) {
        deleted(key, before);
        latest.put(key, created(key));
      } else {
        latest.put(key, stored(key, before == null ? DocumentStore.ABSENT : before, draft(200)));
      }
    }
  }

  /**
   * Follows until all writers are done, checking that nothing appears before what has been seen.
   */
  private void followWhile(AtomicInteger writing, Map<Key, Long> followed) {
    Position position = Position.START;
    long newest = 0;
    boolean last = false;
    while (true) {
      Feed.Changes page = page(position, ALL, 9);
      for (Change change : page.changes()) {
        assertThat(change.revision()).isGreaterThan(newest);
        newest = change.revision();
        followed.put(change.key(), change.revision());
      }
      position = page.next();
      if (last && !page.more()) {
        return;
      }
      last = writing.get() == 0;
      LockSupport.parkNanos(50_000); // Gives way.
    }
  }
}
