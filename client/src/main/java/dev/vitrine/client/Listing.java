package dev.vitrine.client;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a list.
 *
 * @param path of literal segments
 * @param member of the answers that holds the elements
 * @param filters adds the parameters that all pages have in common
 * @param options every option is set
 */
record Listing<T>(
    String path,
    String member,
    ObjectAnswer.ElementReader<T> reader,
    Consumer<Target> filters,
    RequestOptions options) {
  /**
   * The request for a page.
   *
   * @param token names it; null for the first
   */
  Operation<PageContent<T>> page(@Nullable String token) {
    Target target = new Target(path);
    filters.accept(target);
    if (token != null) {
      target.query("paginationToken", token);
    }
    target.project(options);
    Call call = new Call("GET", target.toString(), new byte[0], Answer.JSON, true, options);
    return new Operation<>(
        call, answer -> ObjectAnswer.page(answer, member, reader).ledToBy(token));
  }

  /** A page and the way to the next; this thread waits for it. */
  Page<T> read(Transport transport, @Nullable String token) {
    return new Page<>(transport.call(page(token)), next -> transport.call(page(next)));
  }
}
