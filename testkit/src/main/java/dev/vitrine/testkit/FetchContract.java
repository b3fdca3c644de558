package dev.vitrine.testkit;

import static dev.vitrine.testkit.StoreUnderTest.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What a store owes who reads documents. */
@SuppressWarnings(
    "NullAway") // Documents that must be there are taken as they are, and nulls are handed in on
// purpose.
public interface FetchContract extends StoreUnderTest {
  @Test
  default void noKeysReadNothing() {
    assertThat(store().fetch(List.of(), 1)).isEqualTo(new Fetched(List.of(), 0));
  }

  @Test
  default void nullKeysAreRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> store().fetch(Arrays.asList(Key.model("a"), null), 10));
    assertThatNullPointerException().isThrownBy(() -> store().fetch((List<Key>) null, 10));
  }

  @Test
  default void byteLimitsAreGreaterThanZero() {
    List<Key> keys = List.of(Key.model("a"));
    assertThatThrownBy(() -> store().fetch(keys, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().fetch(keys, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void aDocumentComesBackAsItWasWritten() {
    Key key = new Key(Kind.ASSET, "a");
    for (Visibility visibility : Visibility.values()) {
      long expected =
          store().fetch(key) == null ? DocumentStore.ABSENT : store().fetch(key).revision();
      Draft draft = new Draft("someone", "someone before", visibility, draft("text").body());
      long revision = stored(key, expected, draft);
      assertThat(store().fetch(key))
          .isEqualTo(
              new Document(key, revision, "someone", "someone before", visibility, draft.body()));
    }
  }

  @Test
  default void answersAreByPosition() {
    Key first = Key.model("first");
    Key second = Key.model("second");
    Key missing = Key.model("missing");
    created(first);
    created(second);
    Document one = store().fetch(first);
    Document two = store().fetch(second);
    Fetched fetched =
        store().fetch(List.of(second, missing, first, second, missing), Long.MAX_VALUE);
    assertThat(fetched.documents()).containsExactly(two, null, one, two, null);
    assertThat(fetched.read()).isEqualTo(5);
  }

  @Test
  default void thousandKeysAreOneRead() {
    List<Put> puts = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Key key = Key.model("m" + i);
      keys.add(key);
      if (i % 3 != 0) {
        puts.add(new Put(key, DocumentStore.ABSENT, draft("body " + i)));
      }
    }
    store().putAll(puts);
    Collections.shuffle(keys, new Random(1));
    Fetched fetched = store().fetch(keys, Long.MAX_VALUE);
    assertThat(fetched.read()).isEqualTo(1000);
    assertThat(fetched.documents()).hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      int number = Integer.parseInt(keys.get(i).id().substring(1));
      Document document = fetched.documents().get(i);
      if (number % 3 == 0) {
        assertThat(document).isNull();
      } else {
        assertThat(document.key()).isEqualTo(keys.get(i));
        assertThat(document.body()).isEqualTo(draft("body " + number).body());
      }
    }
  }

  @Test
  default void theKindIsPartOfTheKey() {
    for (Kind kind : Kind.values()) {
      stored(new Key(kind, "same"), DocumentStore.ABSENT, draft(kind.code()));
    }
    for (Kind kind : Kind.values()) {
      assertThat(store().fetch(new Key(kind, "same")).body()).isEqualTo(draft(kind.code()).body());
    }
  }

  @Test
  default void aTombstoneReadsAsNothing() {
    Key key = Key.model("a");
    deleted(key, created(key));
    assertThat(store().fetch(key)).isNull();
    assertThat(store().fetch(List.of(key, key), 1))
        .isEqualTo(new Fetched(Arrays.asList(null, null), 2));
  }

  @Test
  default void readingStopsAfterTheDocumentThatExceedsTheLimit() {
    Key small = Key.model("small");
    Key large = Key.model("large");
    Key missing = Key.model("missing");
    stored(small, DocumentStore.ABSENT, draft(10));
    stored(large, DocumentStore.ABSENT, draft(100));

    assertRead(List.of(large, small), 1, 1);
    assertRead(List.of(large, small), 99, 1);
    assertRead(List.of(large, small), 100, 2); // The sum reaches the limit and does not exceed it.
    assertRead(List.of(small, small, large, small), 20, 3);
    assertRead(List.of(small, small, large, small), 19, 2); // Each position counts.
    assertRead(List.of(small, missing, large, small), 10, 3);
    assertRead(List.of(missing, missing, large, missing), 1, 3);
    assertRead(List.of(missing, missing), 1, 2);
    assertRead(List.of(small, large), 109, 2); // Exceeded by the last one.
    assertRead(List.of(small, large), Long.MAX_VALUE, 2);
  }

  @Test
  default void theLimitHoldsAcrossKinds() {
    Key model = Key.model("a");
    Key asset = new Key(Kind.ASSET, "a");
    stored(model, DocumentStore.ABSENT, draft(10));
    stored(asset, DocumentStore.ABSENT, draft(10));
    assertRead(List.of(model, asset, model, asset), 9, 1);
    assertRead(List.of(model, asset, model, asset), 10, 2);
    assertRead(List.of(model, asset, model, asset), 29, 3);
    assertRead(List.of(model, asset, model, asset), 30, 4);
    assertRead(List.of(model, new Key(Kind.TEAM, "missing"), asset, asset), 19, 3);
  }

  @Test
  default void aReadIsOneStateOfTheStore() throws InterruptedException {
    Key ahead = Key.model("ahead");
    Key behind = new Key(Kind.ASSET, "behind");
    long[] revisions = {created(ahead), created(behind)};
    List<Key> keys = List.of(ahead, Key.model("missing"), behind, new Key(Kind.ASSET, "missing"));
    AtomicBoolean writing = new AtomicBoolean(true);
    Threads.runAll(
        2,
        thread -> {
          if (thread == 0) {
            try {
              for (int i = 0; i < 300; i++) {
                revisions[0] = stored(ahead, revisions[0], draft(100));
                revisions[1] = stored(behind, revisions[1], draft(100));
              }
            } finally {
              writing.set(false);
            }
          } else {
            while (writing.get()) {
              List<Document> documents = store().fetch(keys, Long.MAX_VALUE).documents();
              long lead = documents.get(0).revision() - documents.get(2).revision();
              assertThat(Math.abs(lead)).isEqualTo(1);
              LockSupport.parkNanos(10_000); // Gives way.
            }
          }
        });
  }

  private void assertRead(List<Key> keys, long byteLimit, int read) {
    Fetched fetched = store().fetch(keys, byteLimit);
    assertThat(fetched.read())
        .as("keys read of %s within %s bytes", keys, byteLimit)
        .isEqualTo(read);
    assertThat(fetched.documents()).hasSameSizeAs(keys);
    for (int i = 0; i < keys.size(); i++) {
      Document alone = store().fetch(keys.get(i));
      assertThat(fetched.documents().get(i)).isEqualTo(i < read ? alone : null);
    }
  }

  @Test
  default void idsAreComparedExactly() {
    List<String> ids = NastyIds.all();
    assertThat(Set.copyOf(ids)).hasSameSizeAs(ids);
    for (String id : ids) {
      assertThat(store().fetch(Key.model(id))).as(id).isNull();
      created(Key.model(id));
    }
    List<Key> keys = ids.stream().map(Key::model).toList();
    Fetched fetched = store().fetch(keys, Long.MAX_VALUE);
    for (int i = 0; i < ids.size(); i++) {
      assertThat(fetched.documents().get(i).key()).isEqualTo(keys.get(i));
      assertThat(fetched.documents().get(i).body()).isEqualTo(draft(ids.get(i)).body());
    }
    assertThat(follow(Position.START, Set.of(Kind.MODEL), 7))
        .extracting(change -> change.key().id())
        .containsExactlyElementsOf(ids);
  }

  @Test
  default void bodiesAreAnyBytes() {
    byte[] everyByte = new byte[256 * 257];
    for (int i = 0; i < everyByte.length; i++) {
      everyByte[i] = (byte) (i % 257);
    }
    byte[] large = new byte[4 << 20];
    new Random(1).nextBytes(large);
    List<byte[]> bodies =
        List.of(
            new byte[0], new byte[1], "text".getBytes(StandardCharsets.UTF_8), everyByte, large);
    for (int i = 0; i < bodies.size(); i++) {
      Key key = Key.model("m" + i);
      stored(
          key,
          DocumentStore.ABSENT,
          Draft.of("", Visibility.PRIVATE, Bytes.wrap(bodies.get(i).clone())));
      assertThat(store().fetch(key).body()).isEqualTo(Bytes.wrap(bodies.get(i)));
      WriteResult conflict = store().put(key, DocumentStore.ABSENT, draft(1));
      assertThat(conflict).isEqualTo(new WriteResult.Conflict(store().fetch(key)));
    }
  }
}
