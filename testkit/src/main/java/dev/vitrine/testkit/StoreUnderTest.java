package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Bytes;
import dev.vitrine.store.Change;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the parts of {@link StoreContract} work on, and the words they are written in. */
public interface StoreUnderTest {
  Set<Kind> ALL = EnumSet.allOf(Kind.class);

  /** A store that was empty when the test began. */
  DocumentStore store();

  /** Another store, with data of its own. */
  DocumentStore another();

  /** The clock of both. */
  TestClock clock();

  /** A public draft whose body is this text. */
  static Draft draft(String text) {
    return Draft.of("owner", Visibility.PUBLIC, Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A draft whose body is this long. */
  static Draft draft(int length) {
    return Draft.of("owner", Visibility.PUBLIC, Bytes.wrap(new byte[length]));
  }

  /** Writes what must be stored; returns its revision. */
  default long stored(Key key, long expectedRevision, Draft draft) {
    return revision(store().put(key, expectedRevision, draft));
  }

  /** Creates a document with a body of its own id; returns its revision. */
  default long created(Key key) {
    return stored(key, DocumentStore.ABSENT, draft(key.id()));
  }

  /** Deletes what must be there; returns the tombstone's revision. */
  default long deleted(Key key, long expectedRevision) {
    return revision(store().delete(key, expectedRevision));
  }

  static long revision(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Stored.class);
    return ((WriteResult.Stored) result).revision();
  }

  /** A page that must not be expired. */
  default Feed.Changes page(Position after, Set<Kind> kinds, int limit) {
    Feed feed = store().changes(after, kinds, limit);
    assertThat(feed).isInstanceOf(Feed.Changes.class);
    return (Feed.Changes) feed;
  }

  /** Everything after a position, page by page. */
  default List<Change> follow(Position after, Set<Kind> kinds, int limit) {
    List<Change> changes = new ArrayList<>();
    Feed.Changes page = page(after, kinds, limit);
    changes.addAll(page.changes());
    while (page.more()) {
      assertThat(page.changes()).hasSize(limit);
      page = page(page.next(), kinds, limit);
      changes.addAll(page.changes());
    }
    return changes;
  }
}
