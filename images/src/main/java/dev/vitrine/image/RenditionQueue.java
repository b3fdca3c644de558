package dev.vitrine.image;

import dev.vitrine.error.VitrineException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Those who wait for renditions, and what is to be made for them. Bounded in all and further for
 * each picture, and taken from the pictures by turns: whoever asks for all there could be of one
 * keeps nobody from the others. Safe for use by any number of threads.
 */
final class RenditionQueue {
  private final int mostWaiting;
  private final int mostOfOne;
  private final int mostOrders;
  private final Map<String, Picture> pictures = new HashMap<>();

  /** Pictures that something is to be made of, each once. */
  private final Deque<Picture> turns = new ArrayDeque<>();

  private int waiting;

  private static final class Picture {
    private final Deque<Runnable> queued = new ArrayDeque<>();
    private int waiting;
    private int orders;
  }

  /**
   * A queue.
   *
   * @param mostWaiting how many may wait in all; three quarters of them for one picture, and a
   *     quarter for different renditions of it
   */
  RenditionQueue(int mostWaiting) {
    this.mostWaiting = mostWaiting;
    this.mostOfOne = mostWaiting - mostWaiting / 4;
    this.mostOrders = Math.max(1, mostWaiting / 4);
  }

  /**
   * Counts one who waits, until {@link #leave}.
   *
   * @throws VitrineException TOO_MANY_REQUESTS if too many do
   */
  synchronized void enter(String picture) {
    Picture found = pictures.get(picture);
    if (waiting >= mostWaiting || (found != null && found.waiting >= mostOfOne)) {
      throw RenderMemory.refused();
    }
    waiting++;
    pictures.computeIfAbsent(picture, key -> new Picture()).waiting++;
  }

  synchronized void leave(String picture) {
    waiting--;
    Picture found = found(picture);
    found.waiting--;
    forget(picture, found);
  }

  /**
   * Counts a rendition that is to be made, until it is {@link #made}.
   *
   * @throws VitrineException TOO_MANY_REQUESTS if there are too many of the same picture
   */
  synchronized void order(String picture) {
    Picture found = pictures.computeIfAbsent(picture, key -> new Picture());
    if (found.orders >= mostOrders) {
      throw RenderMemory.refused();
    }
    found.orders++;
  }

  synchronized void made(String picture) {
    Picture found = found(picture);
    found.orders--;
    forget(picture, found);
  }

  /** Puts the making of what was ordered into the queue. */
  synchronized void add(String picture, Runnable making) {
    Picture found = found(picture);
    found.queued.add(making);
    if (found.queued.size() == 1) {
      turns.add(found);
    }
  }

  /** What is to be made next; to be called once for each that was added. */
  synchronized Runnable next() {
    Picture picture = turns.remove();
    Runnable making = picture.queued.remove();
    if (!picture.queued.isEmpty()) {
      turns.add(picture);
    }
    return making;
  }

  /** Whether nobody waits and nothing is to be made. */
  synchronized boolean isEmpty() {
    return pictures.isEmpty() && turns.isEmpty() && waiting == 0;
  }

  private Picture found(String picture) {
    Picture found = pictures.get(picture);
    if (found == null) {
      throw new IllegalStateException("nobody waits for this picture");
    }
    return found;
  }

  private void forget(String key, Picture picture) {
    if (picture.waiting == 0 && picture.orders == 0) {
      pictures.remove(key);
    }
  }
}
