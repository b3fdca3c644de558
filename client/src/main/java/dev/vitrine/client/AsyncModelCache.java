package dev.vitrine.client;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * Bulk reads of one form that keep the models and their etags: a model that has not changed costs a
 * few bytes of the next read, and is the same object. Every read asks the service, so nothing is
 * ever out of date. With a service that knows no etags every read brings every row. Safe for use by
 * several threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Each stage hands its failure on itself.
public final class AsyncModelCache {
  private final AsyncModelService models;
  private final HeldModels held;

  AsyncModelCache(AsyncModelService models, HeldModels held) {
    this.models = models;
    this.held = held;
  }

  /** Reads models in bulk: see {@link #getBulk(Collection, RequestOptions)}. */
  public CompletableFuture<ModelGetBulkResponse> getBulk(Collection<String> modelIds) {
    return getBulk(modelIds, RequestOptions.none());
  }

  /**
   * Reads models in bulk. The response has all of them; its outcomes say which had not changed.
   * Fails as {@link AsyncModelService#getBulk(ModelGetBulkParams, RequestOptions)} does.
   */
  public CompletableFuture<ModelGetBulkResponse> getBulk(
      Collection<String> modelIds, RequestOptions options) {
    HeldModels.Read read = held.read(modelIds);
    CompletableFuture<ModelGetBulkResponse> asked = models.getBulk(read.params(), options);
    CompletableFuture<ModelGetBulkResponse> result = new CompletableFuture<>();
    asked.whenComplete((came, error) -> {
      if (came != null) {
        result.complete(read.complete(came));
      } else if (error instanceof PartialFailureException partial
          && partial.response() instanceof ModelGetBulkResponse some) {
        result.completeExceptionally(new PartialFailureException(read.complete(some)));
      } else {
        result.completeExceptionally(error);
      }
    });
    result.whenComplete((value, error) -> asked.cancel(true));
    return result;
  }

  /** How many models are kept. */
  public int size() {
    return held.size();
  }

  /** Forgets all. */
  public void clear() {
    held.clear();
  }
}
