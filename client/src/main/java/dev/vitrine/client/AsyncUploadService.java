package dev.vitrine.client;

import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.UploadFailedException;
import dev.vitrine.client.error.UploadIncompleteException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Upload;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Files on their way to the service, of any size, without waiting. Futures fail with a {@link
 * VitrineException}; cancelling one ends its requests. Safe for use by several threads.
 */
public final class AsyncUploadService {
  private final Transport transport;

  AsyncUploadService(Transport transport) {
    this.transport = transport;
  }

  /** Uploads a file. See {@link #upload(Path, UploadParams, UploadListener, RequestOptions)}. */
  public CompletableFuture<Upload> upload(Path file, UploadParams params, UploadListener listener) {
    return upload(file, params, listener, RequestOptions.none());
  }

  /**
   * Uploads a file, on threads of the client: see {@link UploadService#upload(Path, UploadParams,
   * UploadListener, RequestOptions)}. Fails with an {@link java.io.IOException} if the file cannot
   * be read, before anything was begun, with an {@link UploadIncompleteException} if it broke off
   * after it had begun, with an {@link UploadFailedException} if the service can make nothing of
   * the file. An upload whose future is cancelled can be taken up again by the id that its listener
   * was told.
   */
  public CompletableFuture<Upload> upload(
      Path file, UploadParams params, UploadListener listener, RequestOptions options) {
    return Background.start(
        transport, new FileUpload(transport, file, params, listener, all(options)));
  }

  /** Begins an upload. See {@link #create(UploadCreateParams, RequestOptions)}. */
  public CompletableFuture<Upload> create(UploadCreateParams params) {
    return create(params, RequestOptions.none());
  }

  /**
   * Begins an upload whose parts somebody else sends. Repeated safely, by an idempotency key. Fails
   * with an {@link InvalidRequestException} if a value is refused, naming the field.
   */
  public CompletableFuture<Upload> create(UploadCreateParams params, RequestOptions options) {
    return transport.send(UploadCalls.create(params, all(options)));
  }

  /** Reads an upload. See {@link #get(String, RequestOptions)}. */
  public CompletableFuture<Upload> get(String uploadId) {
    return get(uploadId, RequestOptions.none());
  }

  /**
   * Reads an upload: how far it is and, while it awaits parts, where to send them. Fails with a
   * {@link NotFoundException} if there is no such upload, or it was forgotten.
   */
  public CompletableFuture<Upload> get(String uploadId, RequestOptions options) {
    return transport.send(UploadCalls.get(uploadId, all(options)));
  }

  /** Says that all parts are there. See {@link #complete(String, RequestOptions)}. */
  public CompletableFuture<Upload> complete(String uploadId) {
    return complete(uploadId, RequestOptions.none());
  }

  /**
   * Says that all parts are there, so that the service makes of the file what it is to be. Fails
   * with an {@link InvalidRequestException} if parts are missing, with a {@link NotFoundException}
   * if there is no such upload, or it was forgotten.
   */
  public CompletableFuture<Upload> complete(String uploadId, RequestOptions options) {
    return transport.send(UploadCalls.complete(uploadId, all(options)));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
