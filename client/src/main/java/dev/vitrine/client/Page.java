package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list, and the way to the others. Immutable. */
public final class Page<T> {
  private final PageContent<T> content;
  private final Function<String, PageContent<T>> fetch;

  Page(PageContent<T> content, Function<String, PageContent<T>> fetch) {
    this.content = content;
    this.fetch = fetch;
  }

  /** What is on it, in the order of the list. May be empty even if there is a next page. */
  public List<T> items() {
    return content.items();
  }

  /** What names the next page, for going on with the same filters later. Empty at the end. */
  public Optional<String> nextToken() {
    return Optional.ofNullable(content.nextToken());
  }

  /**
   * The next page; empty at the end.
   *
   * @throws VitrineException if it cannot be had
   */
  public Optional<Page<T>> nextPage() {
    return nextToken().map(token -> new Page<>(fetch.apply(token), fetch));
  }

  /**
   * The elements of this page and of all after it, fetched as they are asked for: {@code for (Model
   * model : page.autoPager())}.
   */
  public Paged<T> autoPager() {
    return new Paged<>(content, fetch);
  }
}
