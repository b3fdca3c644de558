package dev.vitrine.client;

import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.ExpiredException;
import dev.vitrine.client.error.PermissionException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Upload;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends parts of an upload, several at a time: by the thread that waits for them, and by others
 * that help it. The first failure ends them all.
 */
final class PartSender {
  /** As long as it takes, while some bytes keep going. */
  private static final Duration ANY = Duration.ofDays(365);

  private final Transport transport;
  private final String uploadId;
  private final RequestOptions options;
  private final Ending ending;
  private final UploadProgress progress;
  private final Deque<OpenPart> waiting = new ArrayDeque<>();
  private int helpers;
  private @Nullable Throwable failure;

  /**
   * A sender for one upload.
   *
   * @param options every option is set
   * @param ending of the whole upload
   */
  PartSender(
      Transport transport,
      String uploadId,
      Parts parts,
      UploadListener listener,
      RequestOptions options,
      Ending ending) {
    this.transport = transport;
    this.uploadId = uploadId;
    this.options = options;
    this.ending = ending;
    this.progress = new UploadProgress(parts, listener, this::fail);
  }

  UploadProgress progress() {
    return progress;
  }

  /** Nothing more is to be sent, for this reason; the first one counts. */
  void fail(Throwable why) {
    synchronized (this) {
      if (failure != null) {
        return;
      }
      failure = why;
      waiting.clear();
    }
    ending.end(new CallCancelledException("The upload has failed elsewhere", why));
  }

  /**
   * Sends parts.
   *
   * @param parallelism how many at a time
   * @throws IOException if the file cannot be read
   */
  void send(List<OpenPart> parts, int parallelism) throws IOException {
    synchronized (this) {
      if (failure == null) {
        waiting.addAll(parts);
      }
    }
    for (int others = Math.min(parallelism, parts.size()) - 1; others > 0; others--) {
      help();
    }
    work();
    awaitHelpers();
    throwFailure();
  }

  private synchronized void throwFailure() throws IOException {
    if (failure instanceof IOException unreadable) {
      throw unreadable;
    }
    if (failure instanceof RuntimeException other) {
      throw other;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  private void help() {
    synchronized (this) {
      helpers++;
    }
    try {
      transport
          .executor()
          .execute(() -> {
            try {
              work();
            } finally {
              helped();
            }
          });
    } catch (RejectedExecutionException e) {
      helped();
      fail(Failures.closed());
    }
  }

  private synchronized void helped() {
    helpers--;
    notifyAll();
  }

  /** They end soon if there is a failure: nothing is touched any more once this has returned. */
  private void awaitHelpers() {
    boolean interrupted = false;
    while (areHelping()) {
      try {
        await();
      } catch (InterruptedException e) {
        interrupted = true;
        fail(Failures.interrupted(e));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean areHelping() {
    return helpers > 0;
  }

  private synchronized void await() throws InterruptedException {
    while (helpers > 0) {
      wait();
    }
  }

  private void work() {
    try {
      for (OpenPart part = next(); part != null; part = next()) {
        send(part);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private synchronized @Nullable OpenPart next() {
    return waiting.poll();
  }

  private void send(OpenPart part) {
    try {
      put(part, part.url());
    } catch (PermissionException | ExpiredException e) {
      put(part, fresh(part, e)); // It may have waited for longer than its URL works.
    }
  }

  private SignedUrl fresh(OpenPart part, VitrineException refusal) {
    Upload upload =
        ending.during(started -> transport.call(UploadCalls.get(uploadId, options), started));
    if (!UploadCalls.isPending(upload)) {
      throw refusal;
    }
    return OpenPart.url(transport.settings(), OpenPart.told(upload).get(part.place()));
  }

  private void put(OpenPart part, SignedUrl url) {
    Sent sent = new Sent(part.place());
    FileRegion region = part.region();
    BodyPublisher body =
        region.contentLength() == 0 ? BodyPublishers.noBody() : new UploadBody(region, sent);
    boolean unused =
        ending.during(started ->
            transport.call(
                url.call("PUT", options),
                url.put(body),
                Deadline.in(ANY),
                answer -> true,
                call -> {
                  sent.call = call;
                  started.accept(call);
                }));
    progress.sent(part.place(), region.contentLength());
  }

  /** Tells of a part, and keeps its attempt alive while some of it is taken. */
  private final class Sent implements UploadListener {
    private final int place;
    private volatile @Nullable Watched call;

    private Sent(int place) {
      this.place = place;
    }

    @Override
    public void sent(long bytes, long ofThisPart) {
      progress.sent(place, bytes);
      Watched attempt = call;
      if (attempt != null) {
        attempt.progressed();
      }
    }
  }
}
