package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.WriteResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a store should hold, kept in a map beside it, and one consumer that follows its feed. Each
 * step does the same to both and compares.
 */
final class StoreModel {
  private final DocumentStore store;
  private final TestClock clock;
  private final Map<Key, Document> live = new HashMap<>();
  private final Map<Key, Long> tombstones = new HashMap<>();
  private final Map<Key, Long> followed = new HashMap<>();
  private final Set<Kind> kinds;
  private Position position = Position.START;
  private long newest;

  /** Begins with an empty store; the consumer follows these kinds. */
  StoreModel(DocumentStore store, TestClock clock, Set<Kind> kinds) {
    this.store = store;
    this.clock = clock;
    this.kinds = kinds;
  }

  /** One thing done to a store. */
  sealed interface Step {
    /**
     * Puts at the revision the document has plus an offset: 0 is right, anything else a conflict.
     */
    record PutOne(Key key, int offset, Draft draft) implements Step {}

    record PutMany(List<PutOne> puts) implements Step {}

    record Delete(Key key, int offset) implements Step {}

    record Purge() implements Step {}

    /** The consumer reads a page. */
    record Follow(int limit) implements Step {}
  }

  void run(List<Step> steps, List<Key> keys) {
    for (Step step : steps) {
      switch (step) {
        case Step.PutOne put -> {
          Put one = put(put);
          expect(
              store.put(one.key(), one.expectedRevision(), one.draft()),
              one.key(),
              one.expectedRevision(),
              one.draft());
        }
        case Step.PutMany many -> putMany(many);
        case Step.Delete delete -> {
          long revision = Math.max(1, revision(delete.key()) + delete.offset());
          expect(store.delete(delete.key(), revision), delete.key(), revision, null);
        }
        case Step.Purge _ -> purge();
        case Step.Follow follow -> follow(follow.limit());
      }
      assertThat(store.fetch(keys, Long.MAX_VALUE).documents())
          .isEqualTo(keys.stream().map(live::get).toList());
    }
    while (follow(3)) {
      // To the end.
    }
    TreeMap<Long, Key> expected = new TreeMap<>();
    live.values().stream()
        .filter(document -> kinds.contains(document.key().kind()))
        .forEach(document -> expected.put(document.revision(), document.key()));
    TreeMap<Long, Key> seen = new TreeMap<>();
    followed.forEach((key, revision) -> seen.put(revision, key));
    assertThat(seen).isEqualTo(expected);
  }

  private long revision(Key key) {
    Document document = live.get(key);
    return document == null ? DocumentStore.ABSENT : document.revision();
  }

  private Put put(Step.PutOne step) {
    return new Put(step.key(), Math.max(0, revision(step.key()) + step.offset()), step.draft());
  }

  private void putMany(Step.PutMany many) {
    List<Put> puts = many.puts().stream().map(this::put).toList();
    List<WriteResult> results = store.putAll(puts);
    assertThat(results).hasSameSizeAs(puts);
    for (int i = 0; i < puts.size(); i++) {
      Put put = puts.get(i);
      expect(results.get(i), put.key(), put.expectedRevision(), put.draft());
    }
  }

  private void expect(WriteResult result, Key key, long expectedRevision, @Nullable Draft draft) {
    if (expectedRevision != revision(key)) {
      assertThat(result).isEqualTo(new WriteResult.Conflict(live.get(key)));
      return;
    }
    long revision = StoreUnderTest.revision(result);
    assertThat(revision).isGreaterThan(newest);
    newest = revision;
    if (draft == null) {
      live.remove(key);
      tombstones.put(key, revision);
    } else {
      tombstones.remove(key);
      live.put(
          key,
          new Document(
              key,
              revision,
              draft.owner(),
              draft.previousOwner(),
              draft.visibility(),
              draft.body()));
    }
  }

  private void purge() {
    clock.advance(Duration.ofSeconds(1));
    assertThat(store.purgeTombstones(clock.instant())).isEqualTo(tombstones.size());
    tombstones.clear();
  }

  /** Reads a page; returns whether there is more to read. */
  private boolean follow(int limit) {
    return switch (store.changes(position, kinds, limit)) {
      case Feed.Expired _ -> {
        assertThat(position).isNotEqualTo(Position.START);
        followed.clear();
        position = Position.START;
        yield true;
      }
      case Feed.Changes page -> {
        assertThat(page.changes()).hasSizeLessThanOrEqualTo(limit);
        page.changes().forEach(this::take);
        position = page.next();
        yield page.more();
      }
    };
  }

  private void take(Change change) {
    Document document = live.get(change.key());
    assertThat(change.deleted()).isEqualTo(document == null);
    if (document == null) {
      assertThat(change.revision()).isEqualTo(tombstones.get(change.key()));
      followed.remove(change.key());
    } else {
      assertThat(change)
          .isEqualTo(
              new Change(
                  change.key(),
                  document.revision(),
                  document.owner(),
                  document.previousOwner(),
                  document.visibility(),
                  false));
      followed.put(change.key(), change.revision());
    }
  }
}
