package dev.vitrine.client;

import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;

/**
 * Reads models. Calls wait for their result and throw a {@link VitrineException} if there is none;
 * interrupting the thread ends them at once. Safe for use by several threads.
 */
public final class ModelService {
  private final Transport transport;
  private final AsyncModelService async;

  ModelService(Transport transport, AsyncModelService async) {
    this.transport = transport;
    this.async = async;
  }

  /** Asks for no models, which a service answers with none. */
  public ModelGetBulkResponse getBulk() {
    return getBulk(ModelGetBulkParams.none());
  }

  /** Reads models in bulk: see {@link #getBulk(ModelGetBulkParams, RequestOptions)}. */
  public ModelGetBulkResponse getBulk(ModelGetBulkParams params) {
    return getBulk(params, RequestOptions.none());
  }

  /**
   * Reads models in bulk: any number of ids, in as many requests as that takes, several at a time.
   * Ids that do not exist, or that the key may not see, are left out and named by {@link
   * ModelGetBulkResponse#missing()}.
   *
   * @throws PartialFailureException if some ids could be read and others not, unless the options
   *     accept that
   * @throws ApiException if the service refuses
   * @throws VitrineException if there is no answer to any of the requests
   */
  public ModelGetBulkResponse getBulk(ModelGetBulkParams params, RequestOptions options) {
    return new BulkRead<>(
            transport, params, all(options), RowFormat.MODEL, ModelGetBulkResponse::new)
        .read();
  }

  /**
   * The same with rows as the service sent them, byte for byte, for programs that pass them on.
   *
   * @throws VitrineException as {@link #getBulk(ModelGetBulkParams, RequestOptions)} does
   */
  public ModelGetBulkJsonResponse getBulkJson(ModelGetBulkParams params, RequestOptions options) {
    return new BulkRead<>(
            transport, params, all(options), RowFormat.TEXT, ModelGetBulkJsonResponse::new)
        .read();
  }

  /**
   * Reads models in bulk, one after the other, as they are asked for: for more than fit into
   * memory. The stream is to be closed. Nothing is sent before its first use.
   */
  public ModelStream streamBulk(ModelGetBulkParams params, RequestOptions options) {
    return new ModelStream(transport, params, all(options));
  }

  /**
   * Reads one model.
   *
   * @throws NotFoundException if it does not exist, or the key may not see it
   */
  public Model retrieve(String modelId) {
    return retrieve(ModelRetrieveParams.of(modelId), RequestOptions.none());
  }

  /**
   * Reads one model.
   *
   * @throws NotFoundException if it does not exist, or the key may not see it
   */
  public Model retrieve(ModelRetrieveParams params, RequestOptions options) {
    RequestOptions all = all(options);
    return transport.call(
        SingleModel.call(params, all),
        Deadline.in(all.totalTimeout()),
        answer -> SingleModel.read(answer, params.modelId()));
  }

  /**
   * Bulk reads that keep what they have read: see {@link ModelCache}.
   *
   * @param form the flags of all reads; its ids do not count
   * @param maxModels how many models to keep
   * @throws IllegalArgumentException if that is less than 1
   */
  public ModelCache cache(ModelGetBulkParams form, int maxModels) {
    return new ModelCache(async.cache(form, maxModels));
  }

  /** The same calls with access to status and headers. */
  public RawModelService withRawResponse() {
    return new RawModelService(async.withRawResponse());
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
