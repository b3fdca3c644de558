package dev.vitrine.client;

import dev.vitrine.client.error.ConflictException;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.PermissionException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.TagChange;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Reads and writes models without waiting. Futures fail with a {@link VitrineException}; cancelling
 * one ends its requests. What depends on a future runs on a thread of the client, which must not be
 * blocked for long. Safe for use by several threads.
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
            transport,
            BulkQuestion.models(transport, params, all(options), RowFormat.MODEL),
            all(options),
            ModelGetBulkResponse::new)
        .start();
  }

  /** The same with rows as the service sent them, byte for byte, for programs that pass them on. */
  public CompletableFuture<ModelGetBulkJsonResponse> getBulkJson(
      ModelGetBulkParams params, RequestOptions options) {
    return new BulkRead<>(
            transport,
            BulkQuestion.models(transport, params, all(options), RowFormat.TEXT),
            all(options),
            ModelGetBulkJsonResponse::new)
        .start();
  }

  /**
   * Reads models in bulk, one after the other, as fast as the subscriber asks for them. Each
   * subscription is a read of its own; cancelling it ends the read. A model with a field of the
   * wrong type ends it as any failure does: {@link ModelService#streamBulk} can go on.
   */
  public Flow.Publisher<Model> streamBulk(ModelGetBulkParams params, RequestOptions options) {
    return subscriber ->
        Publication.start(
            transport,
            Objects.requireNonNull(subscriber, "subscriber"),
            Publication.Source.of(new ModelStream(transport, params, all(options))));
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

  /** Reads one model with its etag, for changing it. See {@link #get(String, RequestOptions)}. */
  public CompletableFuture<ModelResponse> get(String modelId) {
    return get(modelId, RequestOptions.none());
  }

  /**
   * Reads one model with its etag, for changing it. Fails with a {@link NotFoundException} if there
   * is no such model, or the key may not see it.
   */
  public CompletableFuture<ModelResponse> get(String modelId, RequestOptions options) {
    return transport.send(ModelCalls.get(modelId, all(options)));
  }

  /** Creates a model. See {@link #create(ModelCreateParams, RequestOptions)}. */
  public CompletableFuture<ModelResponse> create(ModelCreateParams params) {
    return create(params, RequestOptions.none());
  }

  /**
   * Creates a model. All attempts share an idempotency key, so that services that know such keys
   * create one however often they are asked. Fails with a {@link InvalidRequestException} if a
   * value is refused, naming the field, with a {@link PermissionException} if the key may read
   * only.
   */
  public CompletableFuture<ModelResponse> create(ModelCreateParams params, RequestOptions options) {
    return transport.send(ModelCalls.create(params, all(options)));
  }

  /** Changes fields of a model. See {@link #update(String, ModelUpdateParams, RequestOptions)}. */
  public CompletableFuture<ModelResponse> update(String modelId, ModelUpdateParams params) {
    return update(modelId, params, RequestOptions.none());
  }

  /**
   * Changes fields of a model. Without a condition, changes of other fields by others survive.
   * Fails with a {@link InvalidRequestException} if a value is refused, naming the field, with a
   * {@link NotFoundException} if there is no such model, or the key may not see it, with a {@link
   * PermissionException} if the key may read only, or the model is another project's, with a {@link
   * ConflictException} if the model has changed since the etag of {@code ifMatch}; if an attempt
   * before got no answer, which is then {@link Throwable#getSuppressed() suppressed} in it, the
   * change may be its own.
   */
  public CompletableFuture<ModelResponse> update(
      String modelId, ModelUpdateParams params, RequestOptions options) {
    return transport.send(ModelCalls.update(modelId, params, all(options)));
  }

  /**
   * Deletes a model, which can be restored for a time. See {@link #delete(String, RequestOptions)}.
   */
  public CompletableFuture<Void> delete(String modelId) {
    return delete(modelId, RequestOptions.none());
  }

  /**
   * Deletes a model, which can be restored for a time. If an attempt that got no answer is followed
   * by one that finds nothing, it is deleted. Fails with a {@link NotFoundException} if there is no
   * such model, or the key may not see it, with a {@link PermissionException} if the key may read
   * only, or the model is another project's.
   */
  public CompletableFuture<Void> delete(String modelId, RequestOptions options) {
    return Chained.done(transport.send(ModelCalls.delete(modelId, all(options))));
  }

  /** Brings a deleted model back. See {@link #restore(String, RequestOptions)}. */
  public CompletableFuture<ModelResponse> restore(String modelId) {
    return restore(modelId, RequestOptions.none());
  }

  /**
   * Brings a deleted model back. Not repeated if it may have had its effect. Vitrine only. Fails
   * with a {@link NotFoundException} if no deleted model has the id.
   */
  public CompletableFuture<ModelResponse> restore(String modelId, RequestOptions options) {
    return transport.send(ModelCalls.restore(modelId, all(options)));
  }

  /**
   * Makes a model of the same content, owned by the key's project. See {@link #copy(String,
   * ModelCopyParams, RequestOptions)}.
   */
  public CompletableFuture<ModelResponse> copy(String modelId, ModelCopyParams params) {
    return copy(modelId, params, RequestOptions.none());
  }

  /**
   * Makes a model of the same content, owned by the key's project. Repeated safely, by an
   * idempotency key. Fails with a {@link NotFoundException} if there is no such model, or the key
   * may not see it.
   */
  public CompletableFuture<ModelResponse> copy(
      String modelId, ModelCopyParams params, RequestOptions options) {
    return transport.send(ModelCalls.copy(modelId, params, all(options)));
  }

  /**
   * Gives a model to another project of the team, under the same id. See {@link #transfer(String,
   * ModelTransferParams, RequestOptions)}.
   */
  public CompletableFuture<ModelResponse> transfer(String modelId, ModelTransferParams params) {
    return transfer(modelId, params, RequestOptions.none());
  }

  /**
   * Gives a model to another project of the team, under the same id. For admin keys. Not repeated
   * if it may have had its effect. Fails with a {@link NotFoundException} if there is no such
   * model, or the key may not see it, with a {@link PermissionException} if the key is none of an
   * admin.
   */
  public CompletableFuture<ModelResponse> transfer(
      String modelId, ModelTransferParams params, RequestOptions options) {
    return transport.send(ModelCalls.transfer(modelId, params, all(options)));
  }

  /** Adds and deletes tags. See {@link #updateTags(String, UpdateTagsParams, RequestOptions)}. */
  public CompletableFuture<TagChange> updateTags(String modelId, UpdateTagsParams params) {
    return updateTags(modelId, params, RequestOptions.none());
  }

  /**
   * Adds and deletes tags. The answer names those that really changed, with the attempt that was
   * answered. Fails with a {@link InvalidRequestException} if a value is refused, naming the field,
   * with a {@link NotFoundException} if there is no such model, or the key may not see it.
   */
  public CompletableFuture<TagChange> updateTags(
      String modelId, UpdateTagsParams params, RequestOptions options) {
    return transport.send(ModelCalls.updateTags(modelId, params, all(options)));
  }

  /** Reads one model if it is public. See {@link #getPublic(String, RequestOptions)}. */
  public CompletableFuture<Model> getPublic(String modelId) {
    return getPublic(modelId, RequestOptions.none());
  }

  /**
   * Reads one model if it is public. Fails with a {@link NotFoundException} if there is no such
   * public model.
   */
  public CompletableFuture<Model> getPublic(String modelId, RequestOptions options) {
    return transport.send(ModelCalls.getPublic(modelId, all(options)));
  }

  /** Lists models, page by page. See {@link #list(ModelListParams, RequestOptions)}. */
  public CompletableFuture<AsyncPage<Model>> list(ModelListParams params) {
    return list(params, RequestOptions.none());
  }

  /**
   * Lists models, page by page. {@link AsyncPage#autoPager()} goes through all. A row with a field
   * of the wrong type fails its page. Fails with a {@link InvalidRequestException} if a value is
   * refused, naming the field.
   */
  public CompletableFuture<AsyncPage<Model>> list(ModelListParams params, RequestOptions options) {
    return AsyncPage.of(
        transport,
        ModelCalls.list(RowFormat.MODEL, params, all(options)),
        params.paginationToken().orElse(null));
  }

  /** Lists models as the service sends them, byte for byte. */
  public CompletableFuture<AsyncPage<JsonRow>> listJson(
      ModelListParams params, RequestOptions options) {
    return AsyncPage.of(
        transport,
        ModelCalls.list(RowFormat.TEXT, params, all(options)),
        params.paginationToken().orElse(null));
  }

  /**
   * Lists everybody's public models, page by page. See {@link #listPublic(ModelListParams,
   * RequestOptions)}.
   */
  public CompletableFuture<AsyncPage<Model>> listPublic(ModelListParams params) {
    return listPublic(params, RequestOptions.none());
  }

  /**
   * Lists everybody's public models, page by page. Default: by score, 50 a page. Fails with a
   * {@link InvalidRequestException} if a value is refused, naming the field.
   */
  public CompletableFuture<AsyncPage<Model>> listPublic(
      ModelListParams params, RequestOptions options) {
    return AsyncPage.of(
        transport,
        ModelCalls.listPublic(params, all(options)),
        params.paginationToken().orElse(null));
  }

  /** Descriptions, examples and training images of models. */
  public AsyncModelContentService content() {
    return new AsyncModelContentService(transport);
  }

  /** The pictures that models are trained on. */
  public AsyncTrainingImageService trainingImages() {
    return new AsyncTrainingImageService(transport);
  }

  /** Presets of models. */
  public AsyncPresetService presets() {
    return new AsyncPresetService(transport);
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
