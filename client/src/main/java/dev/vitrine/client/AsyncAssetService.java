package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.AssetFormat;
import dev.vitrine.client.model.LockedAsset;
import dev.vitrine.client.model.TagChange;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Assets: pictures and other files of a project, without waiting. Futures fail with a {@link
 * VitrineException}; cancelling one ends its requests. Safe for use by several threads. What calls
 * fail with is said at {@link AssetService}.
 */
public final class AsyncAssetService {
  private final Transport transport;

  AsyncAssetService(Transport transport) {
    this.transport = transport;
  }

  /** Lists assets, page by page. See {@link #list(AssetListParams, RequestOptions)}. */
  public CompletableFuture<AsyncPage<Asset>> list(AssetListParams params) {
    return list(params, RequestOptions.none());
  }

  /** Lists assets, page by page. {@link AsyncPage#autoPager()} goes through all. */
  public CompletableFuture<AsyncPage<Asset>> list(AssetListParams params, RequestOptions options) {
    return AsyncPage.of(
        transport, AssetCalls.list(params, all(options)), params.paginationToken().orElse(null));
  }

  /** Reads one asset. See {@link #get(String, RequestOptions)}. */
  public CompletableFuture<Asset> get(String assetId) {
    return get(assetId, RequestOptions.none());
  }

  /** Reads one asset. */
  public CompletableFuture<Asset> get(String assetId, RequestOptions options) {
    return transport.send(AssetCalls.get(assetId, all(options)));
  }

  /** Reads one asset with the vector that stands for it, where the service has one. */
  public CompletableFuture<Asset> getWithEmbedding(String assetId, RequestOptions options) {
    return transport.send(AssetCalls.get(assetId, true, all(options)));
  }

  /** Reads assets in bulk. See {@link #getBulk(Collection, RequestOptions)}. */
  public CompletableFuture<AssetGetBulkResponse> getBulk(Collection<String> assetIds) {
    return getBulk(assetIds, RequestOptions.none());
  }

  /**
   * Reads assets in bulk: any number of ids, 200 a request, several requests at a time. Ids that do
   * not exist, or that the key may not see, are left out and named by {@link
   * AssetGetBulkResponse#missing()}.
   */
  public CompletableFuture<AssetGetBulkResponse> getBulk(
      Collection<String> assetIds, RequestOptions options) {
    return AssetService.bulk(transport, assetIds, all(options)).start();
  }

  /** Creates an asset. See {@link #create(AssetCreateParams, RequestOptions)}. */
  public CompletableFuture<Asset> create(AssetCreateParams params) {
    return create(params, RequestOptions.none());
  }

  /**
   * Creates an asset of bytes that travel within the request. Repeated safely, by an idempotency
   * key. What is larger than the service takes so is {@linkplain UploadService uploaded}.
   */
  public CompletableFuture<Asset> create(AssetCreateParams params, RequestOptions options) {
    return transport.send(AssetCalls.create(params, all(options)));
  }

  /** Changes an asset. See {@link #update(String, AssetUpdateParams, RequestOptions)}. */
  public CompletableFuture<Asset> update(String assetId, AssetUpdateParams params) {
    return update(assetId, params, RequestOptions.none());
  }

  /** Changes fields of an asset; those that are not named stay. */
  public CompletableFuture<Asset> update(
      String assetId, AssetUpdateParams params, RequestOptions options) {
    return transport.send(AssetCalls.update(assetId, params, all(options)));
  }

  /** Adds and deletes tags. See {@link #updateTags(String, UpdateTagsParams, RequestOptions)}. */
  public CompletableFuture<TagChange> updateTags(String assetId, UpdateTagsParams params) {
    return updateTags(assetId, params, RequestOptions.none());
  }

  /**
   * Adds and deletes tags. The answer names those that really changed, with the attempt that was
   * answered.
   */
  public CompletableFuture<TagChange> updateTags(
      String assetId, UpdateTagsParams params, RequestOptions options) {
    return transport.send(AssetCalls.updateTags(assetId, params, all(options)));
  }

  /** Makes an asset of the same content. See {@link #copy(String, String, RequestOptions)}. */
  public CompletableFuture<Asset> copy(String assetId) {
    return copy(assetId, null, RequestOptions.none());
  }

  /**
   * Makes an asset of the same content. Repeated safely, by an idempotency key.
   *
   * @param targetProjectId the project that gets it; null for the key's own
   */
  public CompletableFuture<Asset> copy(
      String assetId, @Nullable String targetProjectId, RequestOptions options) {
    return transport.send(AssetCalls.copy(assetId, targetProjectId, all(options)));
  }

  /** Deletes assets that nothing uses. See {@link #delete(Collection, RequestOptions)}. */
  public CompletableFuture<Void> delete(Collection<String> assetIds) {
    return delete(assetIds, RequestOptions.none());
  }

  /**
   * Deletes assets that nothing uses. Any number: 100 a request, one after the other in the order
   * given.
   */
  public CompletableFuture<Void> delete(Collection<String> assetIds, RequestOptions options) {
    return Chained.done(AssetCalls.delete(assetIds, false, all(options)).start(transport));
  }

  /** Deletes assets, and takes them out of the models that use them. Vitrine only. */
  public CompletableFuture<Void> forceDelete(Collection<String> assetIds, RequestOptions options) {
    return Chained.done(AssetCalls.delete(assetIds, true, all(options)).start(transport));
  }

  /**
   * Where to fetch an asset, for a time. See {@link #downloadUrl(String, AssetFormat,
   * RequestOptions)}.
   */
  public CompletableFuture<String> downloadUrl(String assetId) {
    return downloadUrl(assetId, null, RequestOptions.none());
  }

  /**
   * Where to fetch an asset in a format, for a time. Whoever has the URL may.
   *
   * @param format null for the one it has
   */
  public CompletableFuture<String> downloadUrl(
      String assetId, @Nullable AssetFormat format, RequestOptions options) {
    return transport.send(AssetCalls.downloadUrl(assetId, format, all(options)));
  }

  /**
   * Writes the bytes of an asset, as it was uploaded, to a file. See {@link
   * #downloadTo(AssetDownloadParams, Path, RequestOptions)}.
   */
  public CompletableFuture<Long> downloadTo(String assetId, Path target) {
    return downloadTo(AssetDownloadParams.of(assetId), target, RequestOptions.none());
  }

  /**
   * Writes bytes to a file: it is there whole, in place of one of its name, or as it was before. A
   * connection that breaks is taken up where it broke, if the service can do that. Never holds the
   * bytes in memory; may take as long as it does while some keep coming.
   */
  public CompletableFuture<Long> downloadTo(
      AssetDownloadParams params, Path target, RequestOptions options) {
    return Background.start(
        transport, new Download(transport, params, all(options), new FileSink(target)));
  }

  /**
   * Writes the bytes of an asset, as it was uploaded, to a stream. See {@link
   * #downloadTo(AssetDownloadParams, OutputStream, RequestOptions)}.
   */
  public CompletableFuture<Long> downloadTo(String assetId, OutputStream target) {
    return downloadTo(AssetDownloadParams.of(assetId), target, RequestOptions.none());
  }

  /**
   * Writes bytes to a stream, which stays open. A connection that breaks is taken up where it
   * broke, if the service can do that; if not, the download fails, and some bytes have been
   * written.
   */
  public CompletableFuture<Long> downloadTo(
      AssetDownloadParams params, OutputStream target, RequestOptions options) {
    return Background.start(
        transport, new Download(transport, params, all(options), new StreamSink(target)));
  }

  /** Lets nobody else change an asset for a time. Not repeated if it may have had its effect. */
  public CompletableFuture<LockedAsset> lock(
      String assetId, Instant expiresAt, RequestOptions options) {
    return transport.send(AssetCalls.lock(assetId, expiresAt, all(options)));
  }

  /**
   * Releases a lock.
   *
   * @param lockId what {@link #lock} gave; null to release anybody's
   */
  public CompletableFuture<Asset> unlock(
      String assetId, @Nullable String lockId, RequestOptions options) {
    return transport.send(AssetCalls.unlock(assetId, lockId, all(options)));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
