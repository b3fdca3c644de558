package dev.vitrine.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a list begins, and how much of it comes at a time. Immutable. */
public final class PageParams {
  private static final PageParams NONE = new PageParams(null, null);

  private final @Nullable Integer pageSize;
  private final @Nullable String paginationToken;

  private PageParams(@Nullable Integer pageSize, @Nullable String paginationToken) {
    this.pageSize = pageSize;
    this.paginationToken = paginationToken;
  }

  /** From the beginning, in pages of the service's own size. */
  public static PageParams none() {
    return NONE;
  }

  /**
   * The same with so many elements a page. What is more than the service allows, 100 as a rule, it
   * makes less.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public PageParams pageSize(int elements) {
    return new PageParams(checkedSize(elements), paginationToken);
  }

  /** The same from the page that this token names: see {@link Page#nextToken()}. */
  public PageParams paginationToken(String token) {
    return new PageParams(pageSize, token);
  }

  /** How many elements a page has. */
  public Optional<Integer> pageSize() {
    return Optional.ofNullable(pageSize);
  }

  /** What names the page to begin with. */
  public Optional<String> paginationToken() {
    return Optional.ofNullable(paginationToken);
  }

  static int checkedSize(int elements) {
    if (elements < 1) {
      throw new IllegalArgumentException("A page has at least one element");
    }
    return elements;
  }

  void addTo(Target target) {
    pageSize().ifPresent(size -> target.query("pageSize", size.toString()));
  }
}
