package dev.vitrine.client;

import dev.vitrine.client.model.Model;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The calls of {@link AsyncModelService} with access to status and headers. Each is one request,
 * and its retries: a bulk read is not split.
 */
public final class AsyncRawModelService {
  private final Transport transport;

  AsyncRawModelService(Transport transport) {
    this.transport = transport;
  }

  /**
   * Reads models in bulk, in one request: see {@link AsyncModelService#getBulk(ModelGetBulkParams,
   * RequestOptions)}.
   */
  public CompletableFuture<RawResponse<ModelGetBulkResponse>> getBulk(
      ModelGetBulkParams params, RequestOptions options) {
    RequestOptions all = options.or(transport.settings().options());
    List<String> ids = params.modelIds();
    return send(
        new BulkCalls(params, all).of(ids, false), answer -> bulk(params, answer, all), all);
  }

  private static ModelGetBulkResponse bulk(
      ModelGetBulkParams params, Answer answer, RequestOptions options) {
    RowFormat<Model> format = RowFormat.MODEL;
    List<String> ids = params.modelIds();
    Merged<Model> merged = new Merged<>(ids);
    Map<String, String> held = params.ifNoneMatch().orElse(Map.of());
    merged.add(0, Placed.of(ids, new PartReader<>(format).read(answer), format, held));
    ModelGetBulkResponse response = new ModelGetBulkResponse(merged.rows());
    if (!response.failures().isEmpty() && !options.acceptPartial()) {
      throw new PartialFailureException(response);
    }
    return response;
  }

  /**
   * Reads one model: see {@link AsyncModelService#retrieve(ModelRetrieveParams, RequestOptions)}.
   */
  public CompletableFuture<RawResponse<Model>> retrieve(
      ModelRetrieveParams params, RequestOptions options) {
    RequestOptions all = options.or(transport.settings().options());
    return send(
        SingleModel.call(params, all), answer -> SingleModel.read(answer, params.modelId()), all);
  }

  /** Creates a model: see {@link AsyncModelService#create(ModelCreateParams, RequestOptions)}. */
  public CompletableFuture<RawResponse<ModelResponse>> create(
      ModelCreateParams params, RequestOptions options) {
    return send(ModelCalls.create(params, options.or(transport.settings().options())));
  }

  /**
   * Changes fields of a model: see {@link AsyncModelService#update(String, ModelUpdateParams,
   * RequestOptions)}.
   */
  public CompletableFuture<RawResponse<ModelResponse>> update(
      String modelId, ModelUpdateParams params, RequestOptions options) {
    return send(ModelCalls.update(modelId, params, options.or(transport.settings().options())));
  }

  private <T> CompletableFuture<RawResponse<T>> send(Operation<T> operation) {
    return send(operation.call(), operation.decoder(), operation.call().options());
  }

  private <T> CompletableFuture<RawResponse<T>> send(
      Call call, Decoder<T> decoder, RequestOptions options) {
    return transport.send(
        call, Deadline.in(options.totalTimeout()), answer -> new RawResponse<>(answer, decoder));
  }
}
