package dev.vitrine.testkit;

import static dev.vitrine.testkit.StoreUnderTest.draft;
import static dev.vitrine.testkit.StoreUnderTest.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.WriteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a store owes who writes documents. */
@SuppressWarnings("NullAway") // Nulls are handed in on purpose.
public interface WriteContract extends StoreUnderTest {
  @Test
  default void nullsAndNegativeRevisionsAreRefused() {
    Key key = Key.model("a");
    assertThatNullPointerException().isThrownBy(() -> store().put(null, 0, draft(1)));
    assertThatNullPointerException().isThrownBy(() -> store().put(key, 0, null));
    assertThatNullPointerException().isThrownBy(() -> store().delete(null, 1));
    assertThatNullPointerException()
        .isThrownBy(() -> store().putAll(Arrays.asList(new Put(key, 0, draft(1)), null)));
    assertThatIllegalArgumentException().isThrownBy(() -> store().put(key, -1, draft(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> store().delete(key, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> store().delete(key, -1));
    assertThat(store().fetch(key)).isNull();
  }

  @Test
  default void revisionsAscend() {
    Key key = Key.model("a");
    long first = created(key);
    long other = created(Key.model("b"));
    long second = stored(key, first, draft("new"));
    long tombstone = deleted(key, second);
    long revived = created(key);
    assertThat(List.of(0L, first, other, second, tombstone, revived))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(store().fetch(key).revision()).isEqualTo(revived);
  }

  @Test
  default void aDocumentThatExistsIsNotCreatedAgain() {
    Key key = Key.model("a");
    created(key);
    assertConflict(key, DocumentStore.ABSENT);
  }

  @Test
  default void aStaleRevisionIsAConflict() {
    Key key = Key.model("a");
    long first = created(key);
    long second = stored(key, first, draft("second"));
    assertConflict(key, first);
    assertConflict(key, second + 1);
    assertConflict(key, Long.MAX_VALUE);
    assertThat(store().delete(key, first)).isEqualTo(new WriteResult.Conflict(store().fetch(key)));
  }

  @Test
  default void aDocumentThatDoesNotExistIsNotReplaced() {
    Key key = Key.model("a");
    assertConflict(key, 1);
    assertThat(store().delete(key, 1)).isEqualTo(new WriteResult.Conflict(null));
    created(Key.model("b"));
    assertConflict(key, 1);
  }

  /** Puts at a revision the document is not at: the answer is what is there, and it stays there. */
  private void assertConflict(Key key, long expectedRevision) {
    var before = store().fetch(key);
    Position head = store().head();
    assertThat(store().put(key, expectedRevision, draft("conflicting")))
        .isEqualTo(new WriteResult.Conflict(before));
    assertThat(store().fetch(key)).isEqualTo(before);
    assertThat(store().head()).isEqualTo(head);
  }

  @Test
  default void aTombstoneCountsAsNotExisting() {
    Key key = Key.model("a");
    long revision = created(key);
    long tombstone = deleted(key, revision);
    assertConflict(key, revision);
    assertConflict(key, tombstone);
    assertThat(store().delete(key, tombstone)).isEqualTo(new WriteResult.Conflict(null));
    stored(key, DocumentStore.ABSENT, draft("revived"));
    assertThat(store().fetch(key).body()).isEqualTo(draft("revived").body());
  }

  @Test
  default void writingTheSameAgainIsANewRevision() {
    Key key = Key.model("a");
    long first = stored(key, DocumentStore.ABSENT, draft("same"));
    assertThat(stored(key, first, draft("same"))).isGreaterThan(first);
  }

  @Test
  default void noPutsAreNoResults() {
    assertThat(store().putAll(List.of())).isEmpty();
  }

  @Test
  default void aBatchIsAnsweredByPosition() {
    Key there = Key.model("there");
    Key twice = Key.model("twice");
    long revision = created(there);
    List<WriteResult> results =
        store()
            .putAll(
                List.of(
                    new Put(Key.model("new"), DocumentStore.ABSENT, draft("new")),
                    new Put(there, DocumentStore.ABSENT, draft("conflicting")),
                    new Put(twice, DocumentStore.ABSENT, draft("first")),
                    new Put(twice, DocumentStore.ABSENT, draft("again")),
                    new Put(there, revision, draft("replaced")),
                    new Put(Key.model("missing"), revision, draft("conflicting")),
                    new Put(new Key(Kind.ASSET, "new"), DocumentStore.ABSENT, draft("asset"))));
    assertThat(results).hasSize(7);
    long created = revision(results.get(0));
    assertThat(results.get(1)).isInstanceOf(WriteResult.Conflict.class);
    assertThat(((WriteResult.Conflict) results.get(1)).current().revision()).isEqualTo(revision);
    long first = revision(results.get(2));
    assertThat(results.get(3)).isEqualTo(new WriteResult.Conflict(store().fetch(twice)));
    long replaced = revision(results.get(4));
    assertThat(results.get(5)).isEqualTo(new WriteResult.Conflict(null));
    long asset = revision(results.get(6));
    assertThat(List.of(revision, created, first, replaced, asset))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(store().fetch(twice).body()).isEqualTo(draft("first").body());
    assertThat(store().fetch(there).body()).isEqualTo(draft("replaced").body());
    assertThat(store().fetch(Key.model("missing"))).isNull();
  }

  @Test
  default void aLongBatchIsWrittenInOrder() {
    List<Put> puts = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      puts.add(new Put(Key.model("m" + i), DocumentStore.ABSENT, draft(1000)));
    }
    List<Long> revisions = store().putAll(puts).stream().map(StoreUnderTest::revision).toList();
    assertThat(revisions).hasSize(3000).isSorted().doesNotHaveDuplicates();
    assertThat(follow(Position.START, ALL, 1000))
        .extracting(change -> change.key())
        .containsExactlyElementsOf(puts.stream().map(Put::key).toList());
  }

  @Test
  default void onlyOneOfManyWins() throws InterruptedException {
    Key key = Key.model("contended");
    long start = created(key);
    int rounds = 25;
    List<Long> won = new CopyOnWriteArrayList<>();
    Threads.runAll(
        4,
        thread -> {
          for (int wins = 0; wins < rounds; ) {
            long current = store().fetch(key).revision();
            if (store().put(key, current, draft("by " + thread))
                instanceof WriteResult.Stored stored) {
              won.add(stored.revision());
              wins++;
            }
          }
        });
    assertThat(won)
        .hasSize(4 * rounds)
        .doesNotHaveDuplicates()
        .allMatch(revision -> revision > start);
    assertThat(store().fetch(key).revision())
        .isEqualTo(won.stream().mapToLong(r -> r).max().orElseThrow());
  }

  @Test
  default void anInterruptedThreadReadsAndWrites() {
    Thread.currentThread().interrupt();
    try {
      Key key = Key.model("a");
      long revision = created(key);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(store().fetch(key).revision()).isEqualTo(revision);
      assertThat(follow(Position.START, ALL, 10)).hasSize(1);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    created(Key.model("b"));
  }
}
