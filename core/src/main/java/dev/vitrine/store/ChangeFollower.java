package dev.vitrine.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the feed of changes from its end, so that what is cached of documents others wrote is
 * dropped in time.
 *
 * <p>A listener hears of every change within about the interval. When the feed cannot be followed
 * (an expired position, a store that does not answer) the listener hears of that instead, and must
 * forget all it knows.
 */
public final class ChangeFollower implements AutoCloseable {
  /** Hears of changes, on the follower's thread. */
  public interface Listener {
    void changed(Change change);

    /** Changes may have been missed. */
    void lost();
  }

  private static final Logger LOG = LoggerFactory.getLogger(ChangeFollower.class);
  private static final int PAGE = 1000;

  private final DocumentStore store;
  private final Set<Kind> kinds;
  private final Duration interval;
  private final Listener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Position position;
  private volatile boolean failing;

  private ChangeFollower(
      DocumentStore store, Set<Kind> kinds, Duration interval, Listener listener) {
    this.store = store;
    this.kinds = kinds;
    this.interval = interval;
    this.listener = listener;
    this.position = store.head();
    this.thread = Thread.ofPlatform().daemon().name("change-follower").unstarted(this::run);
  }

  /** Follows changes made after this call. */
  public static ChangeFollower start(
      DocumentStore store, Set<Kind> kinds, Duration interval, Listener listener) {
    ChangeFollower follower = new ChangeFollower(store, kinds, interval, listener);
    follower.thread.start();
    return follower;
  }

  private void run() {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() {
    try {
      boolean more = true;
      while (more && closed.getCount() > 0) {
        more = page();
      }
      if (failing) {
        failing = false;
        LOG.info("Following changes again");
      }
    } catch (Throwable e) { // Whatever it is: who follows no more must not be believed to follow.
      boolean news = !failing;
      failing = true;
      listener.lost();
      if (news) {
        LOG.error("Changes cannot be followed: all that is cached is dropped again and again", e);
      }
    }
  }

  /** Whether the last attempt to follow succeeded. */
  public boolean isFollowing() {
    return !failing;
  }

  private boolean page() {
    Feed feed;
    try {
      feed = store.changes(position, kinds, PAGE);
    } catch (IllegalArgumentException e) {
      feed =
          new Feed.Expired(); // Not this store's position: a backup was put back under the server.
    }
    return switch (feed) {
      case Feed.Changes(var changes, var next, var more) -> {
        changes.forEach(listener::changed);
        position = next;
        yield more;
      }
      case Feed.Expired() -> {
        position = store.head();
        listener.lost();
        yield false;
      }
    };
  }

  /** Stops and waits until the listener is no longer called. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
