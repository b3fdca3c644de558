package dev.vitrine.client;

import dev.vitrine.client.error.CallTimeoutException;
import dev.vitrine.client.error.ConflictException;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.UploadFailedException;
import dev.vitrine.client.error.UploadIncompleteException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Upload;
import dev.vitrine.client.model.UploadPart;
import dev.vitrine.client.model.UploadStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A file on its way, from the request that announces it to the asset it becomes; run by the thread
 * that waits for it.
 */
final class FileUpload implements Background.Work<Upload> {
  private static final Duration FIRST_LOOK = Duration.ofMillis(50);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

  private final Transport transport;
  private final Path file;
  private final UploadParams params;
  private final UploadListener listener;
  private final RequestOptions options;
  private final Ending ending = new Ending();

  /**
   * An upload yet to be run.
   *
   * @param options every option is set
   */
  FileUpload(
      Transport transport,
      Path file,
      UploadParams params,
      UploadListener listener,
      RequestOptions options) {
    this.transport = transport;
    this.file = file;
    this.params = params;
    this.listener = listener;
    this.options = options;
  }

  @Override
  public Ending ending() {
    return ending;
  }

  /**
   * The upload when something was made of it.
   *
   * @throws IOException if the file cannot be read, before anything was begun
   * @throws UploadIncompleteException if it broke off after it had begun
   * @throws UploadFailedException if the service can make nothing of the file
   */
  @Override
  public Upload run() throws IOException {
    State before = State.of(file);
    transport.add(ending);
    try {
      Upload begun = begin(before);
      String id = UploadCalls.id(begun);
      try {
        listener.started(id);
        return finished(begun, before);
      } catch (UploadFailedException e) {
        throw e;
      } catch (ClosedByInterruptException e) {
        throw new UploadIncompleteException(id, Failures.whileReading(e, ending.reason()));
      } catch (VitrineException | IOException e) {
        throw new UploadIncompleteException(id, e);
      }
    } finally {
      transport.remove(ending);
    }
  }

  /** What would tell that a file has been changed. */
  private record State(long size, FileTime modified) {
    static State of(Path file) throws IOException {
      if (Files.isDirectory(file)) {
        throw new IOException(file + " is a folder");
      }
      return new State(Files.size(file), Files.getLastModifiedTime(file));
    }
  }

  private <T> T call(Operation<T> operation) {
    return ending.during(started -> transport.call(operation, started));
  }

  private Upload begin(State state) throws IOException {
    if (params.uploadId().isEmpty()) {
      Parts parts = params.parts(state.size());
      return call(UploadCalls.create(params.create(LocalFiles.name(file), parts), options));
    }
    Upload upload = call(UploadCalls.get(params.uploadId().get(), options));
    long size = whole("fileSize", upload.fileSize().orElse(BigDecimal.valueOf(-1)));
    if (size >= 0 && size != state.size()) {
      throw new IOException(
          file + " has " + state.size() + " bytes, and the upload was begun with " + size);
    }
    return upload;
  }

  private Upload finished(Upload begun, State before) throws IOException {
    Upload upload = begun;
    if (UploadCalls.isPending(upload)) {
      send(upload, before.size());
      if (!State.of(file).equals(before)) {
        throw new IOException(file + " was changed while it was sent");
      }
      upload = complete(UploadCalls.id(upload));
    }
    return imported(upload);
  }

  private void send(Upload upload, long size) throws IOException {
    List<UploadPart> told = OpenPart.told(upload);
    Parts parts = new Parts(size, told.size());
    PartSender sender =
        new PartSender(transport, UploadCalls.id(upload), parts, listener, options, ending);
    List<OpenPart> open = new ArrayList<>();
    for (int place = 0; place < parts.count(); place++) {
      UploadPart part = told.get(place);
      FileRegion region =
          new FileRegion(file, parts.start(place), parts.length(place), sender::fail);
      if (OpenPart.isThere(part, region, ending::check)) {
        sender.progress().sent(place, region.contentLength());
      } else {
        open.add(new OpenPart(place, OpenPart.url(transport.settings(), part), region));
      }
    }
    sender.send(open, params.parallelism());
  }

  /** A refusal after a lost answer may only say that the lost one has done it. */
  private Upload complete(String id) {
    try {
      return call(UploadCalls.complete(id, options));
    } catch (InvalidRequestException | ConflictException e) {
      if (e.getSuppressed().length > 0) {
        Upload now = call(UploadCalls.get(id, options));
        if (!UploadCalls.isPending(now)) {
          return now;
        }
      }
      throw e;
    }
  }

  private Upload imported(Upload completed) {
    Upload upload = completed;
    String id = UploadCalls.id(upload);
    Deadline deadline = Deadline.in(options.totalTimeout());
    for (Duration look = FIRST_LOOK; !isImported(upload); look = longer(look)) {
      if (deadline.left().compareTo(look) < 0) {
        throw new CallTimeoutException(
            "The file is there, and nothing was made of it within " + options.totalTimeout(), null);
      }
      ending.pause(look);
      upload = call(UploadCalls.get(id, options));
    }
    return upload;
  }

  private static Duration longer(Duration look) {
    Duration doubled = look.multipliedBy(2);
    return doubled.compareTo(LONGEST_LOOK) < 0 ? doubled : LONGEST_LOOK;
  }

  private static boolean isImported(Upload upload) {
    UploadStatus status =
        upload
            .status()
            .orElseThrow(() -> new MalformedAnswerException("The upload has no status", null));
    if (status.equals(UploadStatus.FAILED)) {
      throw new UploadFailedException(
          UploadCalls.id(upload), upload.errorMessage().orElse("the service does not say why"));
    }
    return status.equals(UploadStatus.IMPORTED);
  }

  static long whole(String field, BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new MalformedAnswerException("The upload has no whole number as \"" + field + "\"", e);
    }
  }
}
