package dev.vitrine.index;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one generation answering: follows the feed with it, commits it, puts another in its place
 * when one was built, and has one built when there is none to be used.
 *
 * <p>A generation takes the place of another only once it has everything that was acknowledged
 * before it was opened; from then on what this node writes goes to both.
 */
final class IndexKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final IndexFolder folder;
  private final Duration firstCatchUp;
  private final Turns turns;
  private final Follower follower;
  private final RebuildThread rebuilds;
  private final Thread thread;

  private final Set<String> unusable = new HashSet<>();
  private long lookedAt;
  private long openedAt;

  /** Whether this node has written anything yet. Guarded by this. */
  private boolean wrote;

  /** Whether what this node has written may be missing in the one that is to serve. */
  private volatile boolean mayLackWrites;

  private volatile boolean look = true;
  private volatile @Nullable Generation serving;
  private volatile @Nullable Generation successor;
  private volatile @Nullable Throwable problem;

  /**
   * A keeper.
   *
   * @param firstCatchUp how long lists wait at the start for an index to catch up; after that they
   *     answer from it, if this node has written nothing that might be missing in it
   */
  IndexKeeper(
      IndexFolder folder,
      DocumentStore store,
      Duration interval,
      Duration firstCatchUp,
      InstantSource clock) {
    this.folder = folder;
    this.firstCatchUp = firstCatchUp;
    this.turns = new Turns(interval);
    this.follower = new Follower(store, clock);
    this.rebuilds = new RebuildThread(folder, store, this::rebuilt);
    this.thread = Thread.ofPlatform().daemon().name("index-feed").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The index that answers; null if there is none. */
  @Nullable Generation serving() {
    return serving;
  }

  /** The indexes that take what this node writes. */
  List<Generation> written() {
    Generation next = successor; // First: in between it may become the one that serves.
    Generation now = serving;
    if (now == null || now == next) {
      return next == null ? List.of() : List.of(next);
    }
    return next == null ? List.of(now) : List.of(now, next);
  }

  /**
   * The indexes that take what this node writes now. What it writes while there is none, or takes
   * to one that is given up later, the next one has only once it has read the feed to its end.
   */
  synchronized List<Generation> taking() {
    wrote = true;
    return written();
  }

  private synchronized void succeedBy(@Nullable Generation next) {
    mayLackWrites = wrote;
    successor = next;
  }

  private void rebuilt() {
    look = true;
    wake();
  }

  /** Has the feed read soon. */
  void wake() {
    turns.wake();
  }

  /** Waits until there is an index that answers; false if there is none in time. */
  boolean awaitReady(Duration timeout) throws InterruptedException {
    return serving != null || turns.await(() -> serving != null, timeout);
  }

  /**
   * Waits until the index that answers holds all that is in the store now; false if not in time.
   */
  boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
    return turns.await(() -> serving != null && problem == null && !follower.hasMore(), timeout);
  }

  private void run() {
    removeLitter();
    boolean goOn = true;
    while (goOn) {
      goOn = turns.next(turn());
    }
  }

  private void removeLitter() {
    try (var right = folder.tryLock()) {
      if (right != null) {
        folder.removeUnused();
      }
    } catch (IOException e) {
      LOG.warn("What earlier indexes left could not be removed", e);
    }
  }

  /** Whether there is more to do at once. */
  private boolean turn() {
    boolean more = false;
    try {
      choose();
      more = feedSuccessor();
      more |= feedServing();
      Generation now = serving;
      Throwable failed = now == null ? rebuilds.failure() : now.broken();
      if (failed != null) {
        throw new IOException("there is no index that can be used", failed);
      }
      if (now != null && problem != null) {
        problem = null;
        LOG.info("The index follows the store again");
      }
    } catch (Throwable e) { // Whatever it is: this thread must go on, or lists would stand still.
      if (problem == null) {
        LOG.error("The index cannot follow the store; it is tried again and again", e);
      }
      problem = e;
      return false;
    }
    return more;
  }

  /** Looks which generation is the current one, and opens it if it is not the one that serves. */
  private void choose() throws IOException {
    Generation now = serving;
    Throwable cause = now == null ? null : now.broken();
    boolean needed = now == null || cause != null;
    if (successor != null || (!look && System.nanoTime() - lookedAt < LOOK_EVERY.toNanos())) {
      return;
    }
    if (look) {
      look = false;
      unusable.clear(); // A new one may have the name of one that is gone.
    }
    lookedAt = System.nanoTime();
    String current = folder.current();
    if (current == null || unusable.contains(current)) {
      if (needed) {
        rebuilds.start();
      }
      return;
    }
    if (now == null || cause != null || !current.equals(now.name())) {
      if (now != null && cause != null) {
        now.stopWriting();
      }
      openedAt = System.nanoTime();
      Generation next = open(current);
      succeedBy(next);
      if (next == null) {
        rebuilds.start();
      }
    }
  }

  private @Nullable Generation open(String name) throws IOException {
    try {
      return Generation.open(folder, name);
    } catch (LockObtainFailedException e) {
      throw e; // Another has it: that passes, or is to be told.
    } catch (IOException e) {
      LOG.warn("The index {} cannot be used and is built again: {}", name, e.toString());
      unusable.add(name);
      return null;
    }
  }

  private boolean feedSuccessor() throws IOException {
    Generation next = successor;
    if (next == null) {
      return false;
    }
    if (next.broken() != null) {
      successor = null;
      next.close();
      return true;
    }
    Feed feed = follower.page(next);
    if (feed instanceof Feed.Changes page) {
      if (!page.more() || isLate()) {
        next.refresh();
        replaceBy(next);
      }
      return true;
    }
    abandon(next);
    return true;
  }

  /** Whether lists have waited long enough for an index that lacks only what others wrote. */
  private boolean isLate() {
    return serving == null
        && !mayLackWrites
        && System.nanoTime() - openedAt > firstCatchUp.toNanos();
  }

  private void replaceBy(Generation next) {
    Generation before = serving;
    serving = next;
    successor = null;
    if (before != null) {
      before.close();
      if (!before.name().equals(next.name())) {
        remove(before.name());
      }
    }
    LOG.info("Lists are answered from the index {}", next.name());
  }

  private void remove(String name) {
    try {
      folder.remove(name);
    } catch (IOException e) {
      LOG.warn("The index {} is used no more but could not be removed", name, e);
    }
  }

  private boolean feedServing() throws IOException {
    Generation now = serving;
    if (now == null || now.broken() != null) {
      return false;
    }
    if (follower.follow(now)) {
      return follower.hasMore();
    }
    LOG.warn(
        "The index {} does not belong to what the store holds now and is built again", now.name());
    serving = null;
    abandon(now);
    return true;
  }

  /** Gives up an index that misses changes nobody can tell it of. */
  private void abandon(Generation generation) {
    unusable.add(generation.name());
    if (successor == generation) {
      successor = null;
    }
    generation.close();
  }

  IndexState state(Instant now) {
    Generation generation = serving;
    Throwable why = problem;
    boolean ready = generation != null && !generation.lacksWrites();
    return new IndexState(
        ready,
        generation == null ? "" : generation.name(),
        generation == null ? 0 : generation.documents(),
        generation == null ? 0 : generation.corrupt(),
        follower.changesBehind(),
        generation == null ? Duration.ZERO : generation.behind(now),
        rebuilds.isRunning(),
        why == null ? null : root(why).toString());
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
      root = root.getCause();
    }
    return root;
  }

  @Override
  public void close() {
    turns.close();
    rebuilds.close();
    RebuildThread.join(thread);
    Generation next = successor;
    Generation now = serving;
    serving = null;
    successor = null;
    if (next != null) {
      next.close();
    }
    if (now != null) {
      follower.lastCommit(now);
      now.close();
    }
  }
}
