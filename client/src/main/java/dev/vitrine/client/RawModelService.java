package dev.vitrine.client;

import dev.vitrine.client.model.Model;

/**
 * The calls of {@link ModelService} with access to status and headers. Each is one request, and its
 * retries: a bulk read is not split.
 */
public final class RawModelService {
  private final AsyncRawModelService async;

  RawModelService(AsyncRawModelService async) {
    this.async = async;
  }

  /**
   * Reads models in bulk, in one request: see {@link ModelService#getBulk(ModelGetBulkParams,
   * RequestOptions)}.
   */
  public RawResponse<ModelGetBulkResponse> getBulk(
      ModelGetBulkParams params, RequestOptions options) {
    return Waiting.result(async.getBulk(params, options));
  }

  /** Creates a model: see {@link ModelService#create(ModelCreateParams, RequestOptions)}. */
  public RawResponse<ModelResponse> create(ModelCreateParams params, RequestOptions options) {
    return Waiting.result(async.create(params, options));
  }

  /**
   * Changes fields of a model: see {@link ModelService#update(String, ModelUpdateParams,
   * RequestOptions)}.
   */
  public RawResponse<ModelResponse> update(
      String modelId, ModelUpdateParams params, RequestOptions options) {
    return Waiting.result(async.update(modelId, params, options));
  }

  /** Reads one model: see {@link ModelService#retrieve(ModelRetrieveParams, RequestOptions)}. */
  public RawResponse<Model> retrieve(ModelRetrieveParams params, RequestOptions options) {
    return Waiting.result(async.retrieve(params, options));
  }
}
