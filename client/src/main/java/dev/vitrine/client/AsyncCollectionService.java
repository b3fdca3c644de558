package dev.vitrine.client;

import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * Collections of a project, without waiting. Futures fail with a {@link VitrineException};
 * cancelling one ends its requests. Safe for use by several threads.
 */
public final class AsyncCollectionService {
  private final Transport transport;

  AsyncCollectionService(Transport transport) {
    this.transport = transport;
  }

  /** Creates an empty collection. See {@link #create(String, RequestOptions)}. */
  public CompletableFuture<Collection> create(String name) {
    return create(name, RequestOptions.none());
  }

  /**
   * Creates an empty collection. Repeated safely, by an idempotency key. Fails with a {@link
   * InvalidRequestException} if the name is refused: it has 1 to 100 characters, and no other
   * collection of the project has it.
   */
  public CompletableFuture<Collection> create(String name, RequestOptions options) {
    return transport.send(CollectionCalls.create(name, all(options)));
  }

  /** Reads one collection. See {@link #get(String, RequestOptions)}. */
  public CompletableFuture<Collection> get(String collectionId) {
    return get(collectionId, RequestOptions.none());
  }

  /**
   * Reads one collection. Fails with a {@link NotFoundException} if there is no such collection in
   * the project.
   */
  public CompletableFuture<Collection> get(String collectionId, RequestOptions options) {
    return transport.send(CollectionCalls.get(collectionId, all(options)));
  }

  /**
   * Changes the name or the thumbnail of a collection. See {@link #update(String,
   * CollectionUpdateParams, RequestOptions)}.
   */
  public CompletableFuture<Collection> update(String collectionId, CollectionUpdateParams params) {
    return update(collectionId, params, RequestOptions.none());
  }

  /**
   * Changes the name or the thumbnail of a collection. Fails with a {@link NotFoundException} if
   * there is no such collection in the project, with a {@link InvalidRequestException} if a value
   * is refused, or another collection has the name.
   */
  public CompletableFuture<Collection> update(
      String collectionId, CollectionUpdateParams params, RequestOptions options) {
    return transport.send(CollectionCalls.update(collectionId, params, all(options)));
  }

  /** Deletes a collection; what is in it stays. See {@link #delete(String, RequestOptions)}. */
  public CompletableFuture<Void> delete(String collectionId) {
    return delete(collectionId, RequestOptions.none());
  }

  /**
   * Deletes a collection; what is in it stays. If an attempt that got no answer is followed by one
   * that finds nothing, it is deleted. Fails with a {@link NotFoundException} if there is no such
   * collection in the project.
   */
  public CompletableFuture<Void> delete(String collectionId, RequestOptions options) {
    return Chained.done(transport.send(CollectionCalls.delete(collectionId, all(options))));
  }

  /**
   * Puts models into a collection; those that are in it stay. See {@link #addModels(String,
   * java.util.Collection, RequestOptions)}.
   */
  public CompletableFuture<Collection> addModels(
      String collectionId, java.util.Collection<String> modelIds) {
    return addModels(collectionId, modelIds, RequestOptions.none());
  }

  /**
   * Puts models into a collection; those that are in it stay. Any number: 49 a request, one after
   * the other in the order given. Fails with a {@link NotFoundException} if there is no such
   * collection, or one of the first models does not exist, with a {@link PartialChangeException} if
   * some of the models were changed and then a request failed.
   */
  public CompletableFuture<Collection> addModels(
      String collectionId, java.util.Collection<String> modelIds, RequestOptions options) {
    return CollectionCalls.addModels(collectionId, modelIds, all(options)).start(transport);
  }

  /**
   * Takes models out of a collection. See {@link #removeModels(String, java.util.Collection,
   * RequestOptions)}.
   */
  public CompletableFuture<Collection> removeModels(
      String collectionId, java.util.Collection<String> modelIds) {
    return removeModels(collectionId, modelIds, RequestOptions.none());
  }

  /**
   * Takes models out of a collection. Any number: 49 a request, one after the other in the order
   * given. Fails with a {@link NotFoundException} if there is no such collection in the project,
   * with a {@link PartialChangeException} if some of the models were changed and then a request
   * failed.
   */
  public CompletableFuture<Collection> removeModels(
      String collectionId, java.util.Collection<String> modelIds, RequestOptions options) {
    return CollectionCalls.removeModels(collectionId, modelIds, all(options)).start(transport);
  }

  /**
   * Puts assets into a collection; those that are in it stay. See {@link #addAssets(String,
   * java.util.Collection, RequestOptions)}.
   */
  public CompletableFuture<Collection> addAssets(
      String collectionId, java.util.Collection<String> assetIds) {
    return addAssets(collectionId, assetIds, RequestOptions.none());
  }

  /**
   * Puts assets into a collection; those that are in it stay. Any number: 49 a request, one after
   * the other in the order given. Fails with a {@link NotFoundException} if there is no such
   * collection, or one of the first assets does not exist, with a {@link PartialChangeException} if
   * some of the assets were changed and then a request failed.
   */
  public CompletableFuture<Collection> addAssets(
      String collectionId, java.util.Collection<String> assetIds, RequestOptions options) {
    return CollectionCalls.addAssets(collectionId, assetIds, all(options)).start(transport);
  }

  /**
   * Takes assets out of a collection. See {@link #removeAssets(String, java.util.Collection,
   * RequestOptions)}.
   */
  public CompletableFuture<Collection> removeAssets(
      String collectionId, java.util.Collection<String> assetIds) {
    return removeAssets(collectionId, assetIds, RequestOptions.none());
  }

  /**
   * Takes assets out of a collection. Any number: 49 a request, one after the other in the order
   * given. Fails with a {@link NotFoundException} if there is no such collection in the project,
   * with a {@link PartialChangeException} if some of the assets were changed and then a request
   * failed.
   */
  public CompletableFuture<Collection> removeAssets(
      String collectionId, java.util.Collection<String> assetIds, RequestOptions options) {
    return CollectionCalls.removeAssets(collectionId, assetIds, all(options)).start(transport);
  }

  /**
   * The collections of the project, page by page. See {@link #list(PageParams, RequestOptions)}.
   */
  public CompletableFuture<AsyncPage<Collection>> list(PageParams params) {
    return list(params, RequestOptions.none());
  }

  /** The collections of the project, page by page. Default: 10 a page. */
  public CompletableFuture<AsyncPage<Collection>> list(PageParams params, RequestOptions options) {
    return AsyncPage.of(
        transport,
        CollectionCalls.list(params, all(options)),
        params.paginationToken().orElse(null));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
