package dev.vitrine.client;

import dev.vitrine.client.error.CallCancelledException;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Elements of pages, read by one thread; any thread may end the request under way. */
final class PageReader<T> implements Publication.Source<T> {
  private final Transport transport;
  private final Listing<T> listing;
  private final Iterator<T> elements;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Watched current;

  PageReader(Transport transport, Listing<T> listing, PageContent<T> first) {
    this.transport = transport;
    this.listing = listing;
    this.elements = new Paged.Pages<>(first, this::fetch);
  }

  private PageContent<T> fetch(String token) {
    return transport.call(
        listing.page(token),
        started -> {
          current = started;
          if (closed.getCount() == 0) {
            started.end(ended());
          }
        });
  }

  private static CallCancelledException ended() {
    return new CallCancelledException("The list is no longer read", null);
  }

  @Override
  public boolean hasNext() {
    return elements.hasNext();
  }

  @Override
  public T next() {
    return elements.next();
  }

  @Override
  public void close() {
    closed.countDown();
    Watched call = current;
    if (call != null) {
      call.end(ended());
    }
  }
}
