package dev.vitrine.client;

import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Reads models without waiting. Futures fail with a {@link VitrineException}; cancelling one ends
 * its requests. What depends on a future runs on a thread of the client, which must not be blocked
 * for long. Safe for use by several threads.
 */
public final class AsyncModelService {
  private final Transport transport;

  AsyncModelService(Transport transport) {
    this.transport = transport;
  }

  /** Asks for no models. */
  public CompletableFuture<ModelGetBulkResponse> getBulk() {
    return getBulk(ModelGetBulkParams.none());
  }

  /** Reads models in bulk: see {@link #getBulk(ModelGetBulkParams, RequestOptions)}. */
  public CompletableFuture<ModelGetBulkResponse> getBulk(ModelGetBulkParams params) {
    return getBulk(params, RequestOptions.none());
  }

  /**
   * Reads models in bulk: any number, in as many requests as that takes. Fails with a {@link
   * PartialFailureException} if some ids could not be read, unless that is to be accepted.
   */
  public CompletableFuture<ModelGetBulkResponse> getBulk(
      ModelGetBulkParams params, RequestOptions options) {
    return new BulkRead<>(
            transport, params, all(options), RowFormat.MODEL, ModelGetBulkResponse::new)
        .start();
  }

  /** The same with rows as the service sent them, byte for byte, for programs that pass them on. */
  public CompletableFuture<ModelGetBulkJsonResponse> getBulkJson(
      ModelGetBulkParams params, RequestOptions options) {
    return new BulkRead<>(
            transport, params, all(options), RowFormat.TEXT, ModelGetBulkJsonResponse::new)
        .start();
  }

  /**
   * Reads models in bulk, one after the other, as fast as the subscriber asks for them. Each
   * subscription is a read of its own; cancelling it ends the read. A model with a field of the
   * wrong type ends it as any failure does: {@link ModelService#streamBulk} can go on.
   */
  public Flow.Publisher<Model> streamBulk(ModelGetBulkParams params, RequestOptions options) {
    return subscriber ->
        ModelPublication.start(
            transport,
            Objects.requireNonNull(subscriber, "subscriber"),
            new ModelStream(transport, params, all(options)));
  }

  /** Reads one model; fails with a {@link NotFoundException} if there is none to be seen. */
  public CompletableFuture<Model> retrieve(String modelId) {
    return retrieve(ModelRetrieveParams.of(modelId), RequestOptions.none());
  }

  /** Reads one model; fails with a {@link NotFoundException} if there is none to be seen. */
  public CompletableFuture<Model> retrieve(ModelRetrieveParams params, RequestOptions options) {
    RequestOptions all = all(options);
    return transport.send(
        SingleModel.call(params, all),
        Deadline.in(all.totalTimeout()),
        answer -> SingleModel.read(answer, params.modelId()));
  }

  /** Bulk reads that keep what they have read: see {@link AsyncModelCache}. */
  public AsyncModelCache cache(ModelGetBulkParams form, int maxModels) {
    return new AsyncModelCache(this, new HeldModels(form, maxModels));
  }

  /** The same calls with access to status and headers. */
  public AsyncRawModelService withRawResponse() {
    return new AsyncRawModelService(transport);
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
