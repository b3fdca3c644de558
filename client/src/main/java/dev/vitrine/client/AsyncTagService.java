package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Tag;
import java.util.concurrent.CompletableFuture;

/**
 * Tags of a project, without waiting. Futures fail with a {@link VitrineException}; cancelling one
 * ends its requests. Safe for use by several threads.
 */
public final class AsyncTagService {
  private final Transport transport;

  AsyncTagService(Transport transport) {
    this.transport = transport;
  }

  /**
   * The tags in use in the project with their counts, by name, page by page. See {@link
   * #list(PageParams, RequestOptions)}.
   */
  public CompletableFuture<AsyncPage<Tag>> list(PageParams params) {
    return list(params, RequestOptions.none());
  }

  /**
   * The tags in use in the project with their counts, by name, page by page. Default: 50 a page.
   */
  public CompletableFuture<AsyncPage<Tag>> list(PageParams params, RequestOptions options) {
    return AsyncPage.of(
        transport,
        CollectionCalls.tags(params, all(options)),
        params.paginationToken().orElse(null));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
