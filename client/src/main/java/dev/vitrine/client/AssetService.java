package dev.vitrine.client;

import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.PermissionException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.AssetFormat;
import dev.vitrine.client.model.LockedAsset;
import dev.vitrine.client.model.TagChange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Assets: pictures and other files of a project. Calls wait for their result and throw a {@link
 * VitrineException} if there is none; interrupting the thread ends them at once. Safe for use by
 * several threads.
 */
public final class AssetService {
  private final Transport transport;

  AssetService(Transport transport) {
    this.transport = transport;
  }

  /** Lists assets, page by page. See {@link #list(AssetListParams, RequestOptions)}. */
  public Page<Asset> list(AssetListParams params) {
    return list(params, RequestOptions.none());
  }

  /**
   * Lists assets, page by page. {@link Page#autoPager()} goes through all.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   */
  public Page<Asset> list(AssetListParams params, RequestOptions options) {
    return AssetCalls.list(params, all(options))
        .read(transport, params.paginationToken().orElse(null));
  }

  /** Reads one asset. See {@link #get(String, RequestOptions)}. */
  public Asset get(String assetId) {
    return get(assetId, RequestOptions.none());
  }

  /**
   * Reads one asset.
   *
   * @throws NotFoundException if there is no such asset, or the key may not see it
   */
  public Asset get(String assetId, RequestOptions options) {
    return transport.call(AssetCalls.get(assetId, all(options)));
  }

  /**
   * Reads one asset with the vector that stands for it, where the service has one.
   *
   * @throws NotFoundException if there is no such asset, or the key may not see it
   */
  public Asset getWithEmbedding(String assetId, RequestOptions options) {
    return transport.call(AssetCalls.get(assetId, true, all(options)));
  }

  /** Reads assets in bulk. See {@link #getBulk(Collection, RequestOptions)}. */
  public AssetGetBulkResponse getBulk(Collection<String> assetIds) {
    return getBulk(assetIds, RequestOptions.none());
  }

  /**
   * Reads assets in bulk: any number of ids, 200 a request, several requests at a time. Ids that do
   * not exist, or that the key may not see, are left out and named by {@link
   * AssetGetBulkResponse#missing()}.
   *
   * @throws PartialFailureException if some ids could be read and others not, unless the options
   *     accept that
   */
  public AssetGetBulkResponse getBulk(Collection<String> assetIds, RequestOptions options) {
    return bulk(transport, assetIds, all(options)).read();
  }

  static BulkRead<Asset, AssetGetBulkResponse> bulk(
      Transport transport, Collection<String> assetIds, RequestOptions all) {
    LinkedHashSet<String> distinct = new LinkedHashSet<>();
    assetIds.forEach(id -> distinct.add(Ids.checked(id)));
    return new BulkRead<>(
        transport,
        BulkQuestion.assets(transport, List.copyOf(distinct), all),
        all,
        AssetGetBulkResponse::new);
  }

  /** Creates an asset. See {@link #create(AssetCreateParams, RequestOptions)}. */
  public Asset create(AssetCreateParams params) {
    return create(params, RequestOptions.none());
  }

  /**
   * Creates an asset of bytes that travel within the request. Repeated safely, by an idempotency
   * key. What is larger than the service takes so is {@linkplain UploadService uploaded}.
   *
   * @throws InvalidRequestException if a value is refused, naming the field: what is no picture,
   *     say
   * @throws PermissionException if the key may read only
   */
  public Asset create(AssetCreateParams params, RequestOptions options) {
    return transport.call(AssetCalls.create(params, all(options)));
  }

  /** Changes an asset. See {@link #update(String, AssetUpdateParams, RequestOptions)}. */
  public Asset update(String assetId, AssetUpdateParams params) {
    return update(assetId, params, RequestOptions.none());
  }

  /**
   * Changes fields of an asset; those that are not named stay.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws NotFoundException if there is no such asset, or the key may not see it
   */
  public Asset update(String assetId, AssetUpdateParams params, RequestOptions options) {
    return transport.call(AssetCalls.update(assetId, params, all(options)));
  }

  /** Adds and deletes tags. See {@link #updateTags(String, UpdateTagsParams, RequestOptions)}. */
  public TagChange updateTags(String assetId, UpdateTagsParams params) {
    return updateTags(assetId, params, RequestOptions.none());
  }

  /**
   * Adds and deletes tags. The answer names those that really changed, with the attempt that was
   * answered.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws NotFoundException if there is no such asset, or the key may not see it
   */
  public TagChange updateTags(String assetId, UpdateTagsParams params, RequestOptions options) {
    return transport.call(AssetCalls.updateTags(assetId, params, all(options)));
  }

  /** Makes an asset of the same content. See {@link #copy(String, String, RequestOptions)}. */
  public Asset copy(String assetId) {
    return copy(assetId, null, RequestOptions.none());
  }

  /**
   * Makes an asset of the same content. Repeated safely, by an idempotency key.
   *
   * @param targetProjectId the project that gets it; null for the key's own
   * @throws NotFoundException if there is no such asset, or the key may not see it
   */
  public Asset copy(String assetId, @Nullable String targetProjectId, RequestOptions options) {
    return transport.call(AssetCalls.copy(assetId, targetProjectId, all(options)));
  }

  /** Deletes assets that nothing uses. See {@link #delete(Collection, RequestOptions)}. */
  public void delete(Collection<String> assetIds) {
    delete(assetIds, RequestOptions.none());
  }

  /**
   * Deletes assets that nothing uses. Any number: 100 a request, one after the other in the order
   * given.
   *
   * @throws InvalidRequestException if a model uses one of the first of them, named by {@code
   *     usedBy} among the details; none of that request is deleted then
   * @throws PartialChangeException if some were deleted and then a request failed
   */
  public void delete(Collection<String> assetIds, RequestOptions options) {
    Boolean unused = AssetCalls.delete(assetIds, false, all(options)).make(transport);
  }

  /**
   * Deletes assets, and takes them out of the models that use them. Vitrine only.
   *
   * @throws PartialChangeException if some were deleted and then a request failed
   */
  public void forceDelete(Collection<String> assetIds, RequestOptions options) {
    Boolean unused = AssetCalls.delete(assetIds, true, all(options)).make(transport);
  }

  /**
   * Where to fetch an asset, for a time. See {@link #downloadUrl(String, AssetFormat,
   * RequestOptions)}.
   */
  public String downloadUrl(String assetId) {
    return downloadUrl(assetId, null, RequestOptions.none());
  }

  /**
   * Where to fetch an asset in a format, for a time. Whoever has the URL may.
   *
   * @param format null for the one it has
   * @throws InvalidRequestException if the asset cannot be had in this format
   * @throws NotFoundException if there is no such asset, or the key may not see it
   */
  public String downloadUrl(String assetId, @Nullable AssetFormat format, RequestOptions options) {
    return transport.call(AssetCalls.downloadUrl(assetId, format, all(options)));
  }

  /**
   * Writes the bytes of an asset, as it was uploaded, to a file. See {@link
   * #downloadTo(AssetDownloadParams, Path, RequestOptions)}.
   */
  public long downloadTo(String assetId, Path target) throws IOException {
    return downloadTo(AssetDownloadParams.of(assetId), target, RequestOptions.none());
  }

  /**
   * Writes bytes to a file: it is there whole, in place of one of its name, or as it was before. A
   * connection that breaks is taken up where it broke, if the service can do that. Never holds the
   * bytes in memory; may take as long as it does while some keep coming.
   *
   * @return how many
   * @throws IOException if the file cannot be written
   * @throws NotFoundException if there is no such asset, or the key may not see it
   * @throws VitrineException if the bytes cannot be had
   */
  public long downloadTo(AssetDownloadParams params, Path target, RequestOptions options)
      throws IOException {
    return new Download(transport, params, all(options), new FileSink(target)).run();
  }

  /**
   * Writes the bytes of an asset, as it was uploaded, to a stream. See {@link
   * #downloadTo(AssetDownloadParams, OutputStream, RequestOptions)}.
   */
  public long downloadTo(String assetId, OutputStream target) throws IOException {
    return downloadTo(AssetDownloadParams.of(assetId), target, RequestOptions.none());
  }

  /**
   * Writes bytes to a stream, which stays open. A connection that breaks is taken up where it
   * broke, if the service can do that; if not, the download fails, and some bytes have been
   * written.
   *
   * @return how many
   * @throws IOException if the stream cannot be written to
   * @throws NotFoundException if there is no such asset, or the key may not see it
   * @throws VitrineException if the bytes cannot be had
   */
  public long downloadTo(AssetDownloadParams params, OutputStream target, RequestOptions options)
      throws IOException {
    return new Download(transport, params, all(options), new StreamSink(target)).run();
  }

  /**
   * Lets nobody else change an asset for a time. Not repeated if it may have had its effect.
   *
   * @throws InvalidRequestException if it is locked already, or cannot be
   * @throws NotFoundException if there is no such asset, or the key may not see it
   */
  public LockedAsset lock(String assetId, Instant expiresAt, RequestOptions options) {
    return transport.call(AssetCalls.lock(assetId, expiresAt, all(options)));
  }

  /**
   * Releases a lock.
   *
   * @param lockId what {@link #lock} gave; null to release anybody's
   * @throws InvalidRequestException if it is another's lock
   * @throws NotFoundException if there is no such asset, or the key may not see it
   */
  public Asset unlock(String assetId, @Nullable String lockId, RequestOptions options) {
    return transport.call(AssetCalls.unlock(assetId, lockId, all(options)));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
