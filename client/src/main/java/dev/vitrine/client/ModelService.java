package dev.vitrine.client;

import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.ConflictException;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.PermissionException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.TagChange;

/**
 * Reads and writes models. Calls wait for their result and throw a {@link VitrineException} if
 * there is none; interrupting the thread ends them at once. Safe for use by several threads.
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
            transport,
            BulkQuestion.models(transport, params, all(options), RowFormat.MODEL),
            all(options),
            ModelGetBulkResponse::new)
        .read();
  }

  /**
   * The same with rows as the service sent them, byte for byte, for programs that pass them on.
   *
   * @throws VitrineException as {@link #getBulk(ModelGetBulkParams, RequestOptions)} does
   */
  public ModelGetBulkJsonResponse getBulkJson(ModelGetBulkParams params, RequestOptions options) {
    return new BulkRead<>(
            transport,
            BulkQuestion.models(transport, params, all(options), RowFormat.TEXT),
            all(options),
            ModelGetBulkJsonResponse::new)
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

  /** Reads one model with its etag, for changing it. See {@link #get(String, RequestOptions)}. */
  public ModelResponse get(String modelId) {
    return get(modelId, RequestOptions.none());
  }

  /**
   * Reads one model with its etag, for changing it.
   *
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public ModelResponse get(String modelId, RequestOptions options) {
    return transport.call(ModelCalls.get(modelId, all(options)));
  }

  /** Creates a model. See {@link #create(ModelCreateParams, RequestOptions)}. */
  public ModelResponse create(ModelCreateParams params) {
    return create(params, RequestOptions.none());
  }

  /**
   * Creates a model. All attempts share an idempotency key, so that services that know such keys
   * create one however often they are asked.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws PermissionException if the key may read only
   */
  public ModelResponse create(ModelCreateParams params, RequestOptions options) {
    return transport.call(ModelCalls.create(params, all(options)));
  }

  /** Changes fields of a model. See {@link #update(String, ModelUpdateParams, RequestOptions)}. */
  public ModelResponse update(String modelId, ModelUpdateParams params) {
    return update(modelId, params, RequestOptions.none());
  }

  /**
   * Changes fields of a model. Without a condition, changes of other fields by others survive.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws NotFoundException if there is no such model, or the key may not see it
   * @throws PermissionException if the key may read only, or the model is another project's
   * @throws ConflictException if the model has changed since the etag of {@code ifMatch}; if an
   *     attempt before got no answer, which is then {@link Throwable#getSuppressed() suppressed} in
   *     it, the change may be its own
   */
  public ModelResponse update(String modelId, ModelUpdateParams params, RequestOptions options) {
    return transport.call(ModelCalls.update(modelId, params, all(options)));
  }

  /**
   * Deletes a model, which can be restored for a time. See {@link #delete(String, RequestOptions)}.
   */
  public void delete(String modelId) {
    delete(modelId, RequestOptions.none());
  }

  /**
   * Deletes a model, which can be restored for a time. If an attempt that got no answer is followed
   * by one that finds nothing, it is deleted.
   *
   * @throws NotFoundException if there is no such model, or the key may not see it
   * @throws PermissionException if the key may read only, or the model is another project's
   */
  public void delete(String modelId, RequestOptions options) {
    Boolean unused = transport.call(ModelCalls.delete(modelId, all(options)));
  }

  /** Brings a deleted model back. See {@link #restore(String, RequestOptions)}. */
  public ModelResponse restore(String modelId) {
    return restore(modelId, RequestOptions.none());
  }

  /**
   * Brings a deleted model back. Not repeated if it may have had its effect. Vitrine only.
   *
   * @throws NotFoundException if no deleted model has the id
   */
  public ModelResponse restore(String modelId, RequestOptions options) {
    return transport.call(ModelCalls.restore(modelId, all(options)));
  }

  /**
   * Makes a model of the same content, owned by the key's project. See {@link #copy(String,
   * ModelCopyParams, RequestOptions)}.
   */
  public ModelResponse copy(String modelId, ModelCopyParams params) {
    return copy(modelId, params, RequestOptions.none());
  }

  /**
   * Makes a model of the same content, owned by the key's project. Repeated safely, by an
   * idempotency key.
   *
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public ModelResponse copy(String modelId, ModelCopyParams params, RequestOptions options) {
    return transport.call(ModelCalls.copy(modelId, params, all(options)));
  }

  /**
   * Gives a model to another project of the team, under the same id. See {@link #transfer(String,
   * ModelTransferParams, RequestOptions)}.
   */
  public ModelResponse transfer(String modelId, ModelTransferParams params) {
    return transfer(modelId, params, RequestOptions.none());
  }

  /**
   * Gives a model to another project of the team, under the same id. For admin keys. Not repeated
   * if it may have had its effect.
   *
   * @throws NotFoundException if there is no such model, or the key may not see it
   * @throws PermissionException if the key is none of an admin
   */
  public ModelResponse transfer(
      String modelId, ModelTransferParams params, RequestOptions options) {
    return transport.call(ModelCalls.transfer(modelId, params, all(options)));
  }

  /** Adds and deletes tags. See {@link #updateTags(String, UpdateTagsParams, RequestOptions)}. */
  public TagChange updateTags(String modelId, UpdateTagsParams params) {
    return updateTags(modelId, params, RequestOptions.none());
  }

  /**
   * Adds and deletes tags. The answer names those that really changed, with the attempt that was
   * answered.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public TagChange updateTags(String modelId, UpdateTagsParams params, RequestOptions options) {
    return transport.call(ModelCalls.updateTags(modelId, params, all(options)));
  }

  /** Reads one model if it is public. See {@link #getPublic(String, RequestOptions)}. */
  public Model getPublic(String modelId) {
    return getPublic(modelId, RequestOptions.none());
  }

  /**
   * Reads one model if it is public.
   *
   * @throws NotFoundException if there is no such public model
   */
  public Model getPublic(String modelId, RequestOptions options) {
    return transport.call(ModelCalls.getPublic(modelId, all(options)));
  }

  /** Lists models, page by page. See {@link #list(ModelListParams, RequestOptions)}. */
  public Page<Model> list(ModelListParams params) {
    return list(params, RequestOptions.none());
  }

  /**
   * Lists models, page by page. {@link Page#autoPager()} goes through all. A row with a field of
   * the wrong type fails its page.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   */
  public Page<Model> list(ModelListParams params, RequestOptions options) {
    return ModelCalls.list(RowFormat.MODEL, params, all(options))
        .read(transport, params.paginationToken().orElse(null));
  }

  /** Lists models as the service sends them, byte for byte. */
  public Page<JsonRow> listJson(ModelListParams params, RequestOptions options) {
    return ModelCalls.list(RowFormat.TEXT, params, all(options))
        .read(transport, params.paginationToken().orElse(null));
  }

  /**
   * Lists everybody's public models, page by page. See {@link #listPublic(ModelListParams,
   * RequestOptions)}.
   */
  public Page<Model> listPublic(ModelListParams params) {
    return listPublic(params, RequestOptions.none());
  }

  /**
   * Lists everybody's public models, page by page. Default: by score, 50 a page.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   */
  public Page<Model> listPublic(ModelListParams params, RequestOptions options) {
    return ModelCalls.listPublic(params, all(options))
        .read(transport, params.paginationToken().orElse(null));
  }

  /** Descriptions, examples and training images of models. */
  public ModelContentService content() {
    return new ModelContentService(transport);
  }

  /** The pictures that models are trained on. */
  public TrainingImageService trainingImages() {
    return new TrainingImageService(transport);
  }

  /** Presets of models. */
  public PresetService presets() {
    return new PresetService(transport);
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
