package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.util.Collection;

/**
 * Bulk reads of one form that keep the models and their etags: a model that has not changed costs a
 * few bytes of the next read, and is the same object. Every read asks the service, so nothing is
 * ever out of date. With a service that knows no etags every read brings every row. Safe for use by
 * several threads.
 */
public final class ModelCache {
  private final AsyncModelCache async;

  ModelCache(AsyncModelCache async) {
    this.async = async;
  }

  /** Reads models in bulk: see {@link #getBulk(Collection, RequestOptions)}. */
  public ModelGetBulkResponse getBulk(Collection<String> modelIds) {
    return getBulk(modelIds, RequestOptions.none());
  }

  /**
   * Reads models in bulk. The response has all of them; its outcomes say which had not changed.
   *
   * @throws VitrineException as {@link ModelService#getBulk(ModelGetBulkParams, RequestOptions)}
   *     does
   */
  public ModelGetBulkResponse getBulk(Collection<String> modelIds, RequestOptions options) {
    return Waiting.result(async.getBulk(modelIds, options));
  }

  /** How many models are kept. */
  public int size() {
    return async.size();
  }

  /** Forgets all. */
  public void clear() {
    async.clear();
  }
}
