package dev.vitrine.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the way to the others without waiting. Immutable. */
public final class AsyncPage<T> {
  private final Transport transport;
  private final Listing<T> listing;
  private final PageContent<T> content;

  private AsyncPage(Transport transport, Listing<T> listing, PageContent<T> content) {
    this.transport = transport;
    this.listing = listing;
    this.content = content;
  }

  static <T> CompletableFuture<AsyncPage<T>> of(
      Transport transport, Listing<T> listing, @Nullable String token) {
    return Chained.then(
        transport.send(listing.page(token)),
        content -> new AsyncPage<>(transport, listing, content));
  }

  /** What is on it, in the order of the list. May be empty even if there is a next page. */
  public List<T> items() {
    return content.items();
  }

  /** What names the next page, for going on with the same filters later. Empty at the end. */
  public Optional<String> nextToken() {
    return Optional.ofNullable(content.nextToken());
  }

  /** The next page; empty at the end. */
  public CompletableFuture<Optional<AsyncPage<T>>> nextPage() {
    String token = content.nextToken();
    return token == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : Chained.then(of(transport, listing, token), Optional::of);
  }

  /**
   * The elements of this page and of all after it, as fast as the subscriber asks for them. Each
   * subscription begins at this page anew; cancelling it ends the request under way. A page that
   * cannot be had ends it with its failure, once all before it has been handed out.
   */
  public Flow.Publisher<T> autoPager() {
    return subscriber ->
        Publication.start(
            transport,
            Objects.requireNonNull(subscriber, "subscriber"),
            new PageReader<>(transport, listing, content));
  }
}
