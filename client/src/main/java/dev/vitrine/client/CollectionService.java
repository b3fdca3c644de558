package dev.vitrine.client;

import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Collection;

/**
 * Collections of a project. Calls wait for their result and throw a {@link VitrineException} if
 * there is none; interrupting the thread ends them at once. Safe for use by several threads.
 */
public final class CollectionService {
  private final Transport transport;

  CollectionService(Transport transport) {
    this.transport = transport;
  }

  /** Creates an empty collection. See {@link #create(String, RequestOptions)}. */
  public Collection create(String name) {
    return create(name, RequestOptions.none());
  }

  /**
   * Creates an empty collection. Repeated safely, by an idempotency key.
   *
   * @throws InvalidRequestException if the name is refused: it has 1 to 100 characters, and no
   *     other collection of the project has it
   */
  public Collection create(String name, RequestOptions options) {
    return transport.call(CollectionCalls.create(name, all(options)));
  }

  /** Reads one collection. See {@link #get(String, RequestOptions)}. */
  public Collection get(String collectionId) {
    return get(collectionId, RequestOptions.none());
  }

  /**
   * Reads one collection.
   *
   * @throws NotFoundException if there is no such collection in the project
   */
  public Collection get(String collectionId, RequestOptions options) {
    return transport.call(CollectionCalls.get(collectionId, all(options)));
  }

  /**
   * Changes the name or the thumbnail of a collection. See {@link #update(String,
   * CollectionUpdateParams, RequestOptions)}.
   */
  public Collection update(String collectionId, CollectionUpdateParams params) {
    return update(collectionId, params, RequestOptions.none());
  }

  /**
   * Changes the name or the thumbnail of a collection.
   *
   * @throws NotFoundException if there is no such collection in the project
   * @throws InvalidRequestException if a value is refused, or another collection has the name
   */
  public Collection update(
      String collectionId, CollectionUpdateParams params, RequestOptions options) {
    return transport.call(CollectionCalls.update(collectionId, params, all(options)));
  }

  /** Deletes a collection; what is in it stays. See {@link #delete(String, RequestOptions)}. */
  public void delete(String collectionId) {
    delete(collectionId, RequestOptions.none());
  }

  /**
   * Deletes a collection; what is in it stays. If an attempt that got no answer is followed by one
   * that finds nothing, it is deleted.
   *
   * @throws NotFoundException if there is no such collection in the project
   */
  public void delete(String collectionId, RequestOptions options) {
    Boolean unused = transport.call(CollectionCalls.delete(collectionId, all(options)));
  }

  /**
   * Puts models into a collection; those that are in it stay. See {@link #addModels(String,
   * java.util.Collection, RequestOptions)}.
   */
  public Collection addModels(String collectionId, java.util.Collection<String> modelIds) {
    return addModels(collectionId, modelIds, RequestOptions.none());
  }

  /**
   * Puts models into a collection; those that are in it stay. Any number: 49 a request, one after
   * the other in the order given.
   *
   * @throws NotFoundException if there is no such collection, or one of the first models does not
   *     exist
   * @throws PartialChangeException if some of the models were changed and then a request failed
   */
  public Collection addModels(
      String collectionId, java.util.Collection<String> modelIds, RequestOptions options) {
    return CollectionCalls.addModels(collectionId, modelIds, all(options)).make(transport);
  }

  /**
   * Takes models out of a collection. See {@link #removeModels(String, java.util.Collection,
   * RequestOptions)}.
   */
  public Collection removeModels(String collectionId, java.util.Collection<String> modelIds) {
    return removeModels(collectionId, modelIds, RequestOptions.none());
  }

  /**
   * Takes models out of a collection. Any number: 49 a request, one after the other in the order
   * given.
   *
   * @throws NotFoundException if there is no such collection in the project
   * @throws PartialChangeException if some of the models were changed and then a request failed
   */
  public Collection removeModels(
      String collectionId, java.util.Collection<String> modelIds, RequestOptions options) {
    return CollectionCalls.removeModels(collectionId, modelIds, all(options)).make(transport);
  }

  /**
   * Puts assets into a collection; those that are in it stay. See {@link #addAssets(String,
   * java.util.Collection, RequestOptions)}.
   */
  public Collection addAssets(String collectionId, java.util.Collection<String> assetIds) {
    return addAssets(collectionId, assetIds, RequestOptions.none());
  }

  /**
   * Puts assets into a collection; those that are in it stay. Any number: 49 a request, one after
   * the other in the order given.
   *
   * @throws NotFoundException if there is no such collection, or one of the first assets does not
   *     exist
   * @throws PartialChangeException if some of the assets were changed and then a request failed
   */
  public Collection addAssets(
      String collectionId, java.util.Collection<String> assetIds, RequestOptions options) {
    return CollectionCalls.addAssets(collectionId, assetIds, all(options)).make(transport);
  }

  /**
   * Takes assets out of a collection. See {@link #removeAssets(String, java.util.Collection,
   * RequestOptions)}.
   */
  public Collection removeAssets(String collectionId, java.util.Collection<String> assetIds) {
    return removeAssets(collectionId, assetIds, RequestOptions.none());
  }

  /**
   * Takes assets out of a collection. Any number: 49 a request, one after the other in the order
   * given.
   *
   * @throws NotFoundException if there is no such collection in the project
   * @throws PartialChangeException if some of the assets were changed and then a request failed
   */
  public Collection removeAssets(
      String collectionId, java.util.Collection<String> assetIds, RequestOptions options) {
    return CollectionCalls.removeAssets(collectionId, assetIds, all(options)).make(transport);
  }

  /**
   * The collections of the project, page by page. See {@link #list(PageParams, RequestOptions)}.
   */
  public Page<Collection> list(PageParams params) {
    return list(params, RequestOptions.none());
  }

  /** The collections of the project, page by page. Default: 10 a page. */
  public Page<Collection> list(PageParams params, RequestOptions options) {
    return CollectionCalls.list(params, all(options))
        .read(transport, params.paginationToken().orElse(null));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
