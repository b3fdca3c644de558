package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All elements of a list that a service gives out page by page, from one page on; each further page
 * is fetched when the one before it has been read, and none is kept longer. Every iteration begins
 * at that page anew.
 *
 * <p>A page that cannot be had is an exception in its place: all before it has been handed out, and
 * asking the iterator again tries that page again.
 */
public final class Paged<T> implements Iterable<T> {
  private final PageContent<T> first;
  private final Function<String, PageContent<T>> fetch;

  /**
   * A list.
   *
   * @param fetch the page that a token names
   */
  Paged(PageContent<T> first, Function<String, PageContent<T>> fetch) {
    this.first = first;
    this.fetch = fetch;
  }

  /**
   * The elements, fetched as they are asked for.
   *
   * @throws VitrineException from its methods, if a page cannot be had
   */
  @Override
  public Iterator<T> iterator() {
    return new Pages<>(first, fetch);
  }

  /** The elements, fetched as they are asked for. */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** Holds the page it stands on, and no other. */
  static final class Pages<T> implements Iterator<T> {
    private final Function<String, PageContent<T>> fetch;
    private List<T> items;
    private @Nullable String nextToken;
    private int taken;

    Pages(PageContent<T> first, Function<String, PageContent<T>> fetch) {
      this.fetch = fetch;
      this.items = first.items();
      this.nextToken = first.nextToken();
    }

    @Override
    public boolean hasNext() {
      while (taken == items.size() && nextToken != null) {
        PageContent<T> next = fetch.apply(nextToken);
        items = next.items();
        nextToken = next.nextToken();
        taken = 0;
      }
      return taken < items.size();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return items.get(taken++);
    }
  }
}
