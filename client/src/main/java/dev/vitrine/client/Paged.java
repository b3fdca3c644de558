package dev.vitrine.client;

import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.VitrineException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All elements of a list that a service gives out page by page; each page is fetched when the one
 * before it has been read. Every iteration begins anew.
 */
public final class Paged<T> implements Iterable<T> {
  private final Function<@Nullable String, Page<T>> fetch;

  /**
   * A page and the way to the next.
   *
   * @param items in the order of the list
   * @param nextToken null at the end
   */
  record Page<T>(List<T> items, @Nullable String nextToken) {
    Page {
      items = List.copyOf(items);
    }
  }

  /**
   * A list.
   *
   * @param fetch the page a token names, the first for null
   */
  Paged(Function<@Nullable String, Page<T>> fetch) {
    this.fetch = fetch;
  }

  /**
   * The elements, fetched as they are asked for.
   *
   * @throws VitrineException from its methods, if a page cannot be had
   */
  @Override
  public Iterator<T> iterator() {
    return new Pages();
  }

  /** The elements, fetched as they are asked for. */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  private final class Pages implements Iterator<T> {
    private Page<T> page = fetch.apply(null);
    private int taken;

    @Override
    public boolean hasNext() {
      while (taken == page.items().size() && page.nextToken() != null) {
        String token = page.nextToken();
        Page<T> next = fetch.apply(token);
        if (token.equals(next.nextToken())) {
          throw new MalformedAnswerException("A page names itself as the next", null);
        }
        page = next;
        taken = 0;
      }
      return taken < page.items().size();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.items().get(taken++);
    }
  }
}
