package dev.vitrine.client;

import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.UploadFailedException;
import dev.vitrine.client.error.UploadIncompleteException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Upload;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Files on their way to the service, of any size. Calls wait for their result and throw a {@link
 * VitrineException} if there is none; interrupting the thread ends them at once. Safe for use by
 * several threads.
 */
public final class UploadService {
  private static final UploadListener NOBODY = (sent, total) -> {};

  private final Transport transport;

  UploadService(Transport transport) {
    this.transport = transport;
  }

  /**
   * Makes an asset of a file. See {@link #upload(Path, UploadParams, UploadListener,
   * RequestOptions)}.
   */
  public Upload upload(Path file) throws IOException {
    return upload(file, UploadParams.asset(), NOBODY);
  }

  /** Uploads a file. See {@link #upload(Path, UploadParams, UploadListener, RequestOptions)}. */
  public Upload upload(Path file, UploadParams params, UploadListener listener) throws IOException {
    return upload(file, params, listener, RequestOptions.none());
  }

  /**
   * Uploads a file and waits until something was made of it, whose id is {@link Upload#entityId()}.
   * The file is sent in parts, several at a time and none of them in memory; a part whose
   * connection breaks is sent again. Sending may take as long as it does while some bytes keep
   * going (the time of an attempt is that of a pause); the total timeout is for each other request,
   * and for what the service then makes of the file.
   *
   * @return the upload, imported
   * @throws IOException if the file cannot be read, before anything was begun
   * @throws UploadIncompleteException if it broke off after it had begun: go on with {@link
   *     UploadParams#resume}
   * @throws UploadFailedException if the service can make nothing of the file
   * @throws InvalidRequestException if a value is refused, naming the field
   */
  public Upload upload(
      Path file, UploadParams params, UploadListener listener, RequestOptions options)
      throws IOException {
    return new FileUpload(transport, file, params, listener, all(options)).run();
  }

  /** Begins an upload. See {@link #create(UploadCreateParams, RequestOptions)}. */
  public Upload create(UploadCreateParams params) {
    return create(params, RequestOptions.none());
  }

  /**
   * Begins an upload whose parts somebody else sends: a browser, say, that is given their URLs and
   * no key. Repeated safely, by an idempotency key.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   */
  public Upload create(UploadCreateParams params, RequestOptions options) {
    return transport.call(UploadCalls.create(params, all(options)));
  }

  /** Reads an upload. See {@link #get(String, RequestOptions)}. */
  public Upload get(String uploadId) {
    return get(uploadId, RequestOptions.none());
  }

  /**
   * Reads an upload: how far it is and, while it awaits parts, where to send them.
   *
   * @throws NotFoundException if there is no such upload, or it was forgotten
   */
  public Upload get(String uploadId, RequestOptions options) {
    return transport.call(UploadCalls.get(uploadId, all(options)));
  }

  /** Says that all parts are there. See {@link #complete(String, RequestOptions)}. */
  public Upload complete(String uploadId) {
    return complete(uploadId, RequestOptions.none());
  }

  /**
   * Says that all parts are there, so that the service makes of the file what it is to be. It may
   * still be at that when this returns: {@link #get} tells.
   *
   * @throws InvalidRequestException if parts are missing
   * @throws NotFoundException if there is no such upload, or it was forgotten
   */
  public Upload complete(String uploadId, RequestOptions options) {
    return transport.call(UploadCalls.complete(uploadId, all(options)));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
