package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Tag;

/**
 * Tags of a project. Calls wait for their result and throw a {@link VitrineException} if there is
 * none; interrupting the thread ends them at once. Safe for use by several threads.
 */
public final class TagService {
  private final Transport transport;

  TagService(Transport transport) {
    this.transport = transport;
  }

  /**
   * The tags in use in the project with their counts, by name, page by page. See {@link
   * #list(PageParams, RequestOptions)}.
   */
  public Page<Tag> list(PageParams params) {
    return list(params, RequestOptions.none());
  }

  /**
   * The tags in use in the project with their counts, by name, page by page. Default: 50 a page.
   */
  public Page<Tag> list(PageParams params, RequestOptions options) {
    return CollectionCalls.tags(params, all(options))
        .read(transport, params.paginationToken().orElse(null));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
