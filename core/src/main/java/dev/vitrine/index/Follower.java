package dev.vitrine.index;

import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Position;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the feed tells to a generation, a page at a time, and commits it now and then. Used
 * by one thread; how far behind it is may be asked by any.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int COMMIT_AFTER_CHANGES = 50_000;
  private static final Duration COMMIT_AFTER = Duration.ofSeconds(5);

  /** So that a position does not grow old on the disk while only other kinds change. */
  private static final Duration COMMIT_POSITION_AFTER = Duration.ofMinutes(1);

  private static final Duration REFRESH_AFTER = Duration.ofMillis(500);
  private static final Duration COUNT_EVERY = Duration.ofSeconds(1);

  private final DocumentStore store;
  private final InstantSource clock;
  private long changesSinceCommit;
  private long committedAt = System.nanoTime();
  private long countedAt = System.nanoTime();
  private long refreshedAt = System.nanoTime();
  private boolean hidden;
  private volatile boolean more;
  private volatile long waiting;

  Follower(DocumentStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Takes one page over, without making it visible. */
  Feed page(Generation generation) throws IOException {
    Instant asked = clock.instant();
    Feed feed = FeedPage.changes(store, generation.position(), FeedPage.SIZE);
    if (feed instanceof Feed.Changes page) {
      FeedPage.documents(
          store, page.changes(), (change, document) -> generation.take(state(change, document)));
      if (!page.next().equals(generation.position())) {
        long revision = page.changes().isEmpty() ? 0 : page.changes().getLast().revision();
        generation.follow(page.next(), revision);
      }
      if (!page.more()) {
        generation.complete(asked);
      }
    }
    return feed;
  }

  private static Generation.State state(Change change, @Nullable Document document) {
    return document == null
        ? new Generation.State(change.key(), change.revision(), null)
        : new Generation.State(
            change.key(),
            document.revision(),
            new Generation.Content(document.owner(), document.visibility(), document.body()));
  }

  /**
   * Takes one page over, makes it visible, and commits if it is time to.
   *
   * @return false if changes were missed
   */
  boolean follow(Generation generation) throws IOException {
    Position before = generation.position();
    if (!(page(generation) instanceof Feed.Changes page)) {
      return false;
    }
    refreshIfDue(generation, page);
    changesSinceCommit += page.changes().size();
    if (page.more()) {
      count(generation.position());
    } else {
      waiting = 0;
    }
    more = page.more();
    commitIfDue(generation, !generation.position().equals(before));
    return true;
  }

  /** While many changes wait, not after each page: it would cost more than taking them over. */
  private void refreshIfDue(Generation generation, Feed.Changes page) throws IOException {
    hidden |= !page.changes().isEmpty();
    boolean due = !page.more() || System.nanoTime() - refreshedAt >= REFRESH_AFTER.toNanos();
    if (hidden && due) {
      generation.refresh();
      hidden = false;
      refreshedAt = System.nanoTime();
    }
  }

  private void count(Position from) {
    if (System.nanoTime() - countedAt >= COUNT_EVERY.toNanos() || waiting == 0) {
      if (FeedPage.changes(store, from, IndexState.MOST_COUNTED) instanceof Feed.Changes ahead) {
        waiting = ahead.changes().size();
      }
      countedAt = System.nanoTime();
    }
  }

  private void commitIfDue(Generation generation, boolean moved) throws IOException {
    Duration since = Duration.ofNanos(System.nanoTime() - committedAt);
    boolean due =
        changesSinceCommit >= COMMIT_AFTER_CHANGES
            || (generation.hasUncommittedChanges() && since.compareTo(COMMIT_AFTER) >= 0)
            || (moved && since.compareTo(COMMIT_POSITION_AFTER) >= 0);
    if (due) {
      commit(generation);
    }
  }

  private void commit(Generation generation) throws IOException {
    committedAt = System.nanoTime();
    changesSinceCommit = 0;
    generation.commit();
  }

  /** What is not committed now is only indexed again the next time. */
  void lastCommit(Generation generation) {
    if (generation.broken() != null) {
      return;
    }
    try {
      generation.commit();
    } catch (IOException | RuntimeException | Error e) { // Its files are still to be let go of.
      LOG.warn("The index could not be committed; it catches up when it is opened again", e);
    }
  }

  /** Whether the last page said that more follow. */
  boolean hasMore() {
    return more;
  }

  long changesBehind() {
    return waiting;
  }
}
