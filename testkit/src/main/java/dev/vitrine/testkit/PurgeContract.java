package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Change;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store owes about the deletions it forgets. */
public interface PurgeContract extends StoreUnderTest {
  @Test
  default void thereMayBeNothingToForget() {
    created(Key.model("a"));
    Position head = store().head();
    assertThat(store().purgeTombstones(Instant.MAX)).isZero();
    assertThat(store().purgeTombstones(Instant.MIN)).isZero();
    assertThat(follow(Position.START, ALL, 10)).hasSize(1);
    assertThat(follow(head, ALL, 10)).isEmpty();
  }

  @Test
  default void onlyOlderTombstonesAreForgotten() {
    Key old = Key.model("old");
    Key recent = Key.model("recent");
    Key revived = Key.model("revived");
    deleted(old, created(old));
    deleted(revived, created(revived));
    created(revived);
    clock().advance(Duration.ofHours(1));
    Instant later = clock().instant();
    deleted(recent, created(recent));
    assertThat(store().purgeTombstones(later)).isEqualTo(1);
    assertThat(store().purgeTombstones(later)).isZero();
    assertThat(follow(Position.START, ALL, 10))
        .extracting(Change::key)
        .containsExactly(revived, recent);
    assertThat(store().fetch(old)).isNull();
  }

  @Test
  default void positionsBeforeTheNewestForgottenAreExpired() {
    Position atStart = store().head();
    Key first = Key.model("first");
    Key second = Key.model("second");
    long revision = created(first);
    long other = created(second);
    Position created = store().head();
    deleted(first, revision);
    Position between = store().head();
    deleted(second, other);
    Position after = store().head();
    created(Key.model("later"));
    assertThat(forgetAll()).isEqualTo(2);
    for (Position position : List.of(atStart, created, between)) {
      assertThat(store().changes(position, ALL, 10)).isInstanceOf(Feed.Expired.class);
      assertThat(store().changes(position, Set.of(Kind.TEAM), 10)).isInstanceOf(Feed.Expired.class);
    }
    assertThat(follow(after, ALL, 10)).extracting(Change::key).containsExactly(Key.model("later"));
    assertThat(follow(Position.START, ALL, 10))
        .extracting(Change::key)
        .containsExactly(Key.model("later"));
  }

  @Test
  default void aRebuildAfterAPurgeReachesTheEnd() {
    for (int i = 0; i < 10; i++) {
      created(Key.model("m" + i));
    }
    deleted(Key.model("gone"), created(Key.model("gone")));
    forgetAll();
    assertThat(follow(Position.START, ALL, 1)).hasSize(10);
    assertThat(follow(Position.START, Set.of(Kind.MODEL), 3)).hasSize(10);
  }

  @Test
  default void aPurgeDuringARebuildExpiresIt() {
    for (int i = 0; i < 10; i++) {
      created(Key.model("m" + i));
    }
    deleted(Key.model("gone"), created(Key.model("gone")));
    forgetAll();
    long revision = created(Key.model("known"));
    Position rebuilding = page(Position.START, ALL, 3).next();
    deleted(Key.model("known"), revision);
    forgetAll();
    assertThat(store().changes(rebuilding, ALL, 3)).isInstanceOf(Feed.Expired.class);
    assertThat(follow(Position.START, ALL, 3)).hasSize(10);
  }

  @Test
  default void deletionsOfOtherKindsDoNotExpireWhoKeepsUp() {
    created(Key.model("a"));
    Position position = page(Position.START, Set.of(Kind.MODEL), 10).next();
    Key asset = new Key(Kind.ASSET, "a");
    deleted(asset, created(asset));
    position = page(position, Set.of(Kind.MODEL), 10).next();
    forgetAll();
    assertThat(page(position, Set.of(Kind.MODEL), 10).changes()).isEmpty();
  }

  @Test
  default void revisionsAreNotReusedAfterAPurge() {
    Key key = Key.model("a");
    long tombstone = deleted(key, created(key));
    Position head = store().head();
    forgetAll();
    assertThat(store().head()).isEqualTo(head);
    assertThat(created(key)).isGreaterThan(tombstone);
    assertThat(follow(head, ALL, 10)).hasSize(1);
  }

  @Test
  default void manyTombstonesAreForgotten() {
    for (int i = 0; i < 600; i++) {
      Key key = Key.model("m" + i);
      if (i % 100 == 0) {
        created(key);
      } else {
        deleted(key, created(key));
      }
    }
    assertThat(forgetAll()).isEqualTo(594);
    assertThat(follow(Position.START, ALL, 2)).hasSize(6);
  }

  private int forgetAll() {
    clock().advance(Duration.ofSeconds(1));
    return store().purgeTombstones(clock().instant());
  }
}
