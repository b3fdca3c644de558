package dev.vitrine.client;

import java.util.function.Consumer;

/** How much of a file has been sent, told as one number however many parts are under way. */
final class UploadProgress {
  private final UploadListener listener;
  private final Consumer<RuntimeException> failed;
  private final long[] sent;
  private final long total;
  private long all;

  /**
   * Nothing yet.
   *
   * @param failed is told what the listener throws
   */
  UploadProgress(Parts parts, UploadListener listener, Consumer<RuntimeException> failed) {
    this.listener = listener;
    this.failed = failed;
    this.sent = new long[parts.count()];
    this.total = parts.size();
  }

  /** So much of a part has been sent, in the attempt that is being made. */
  synchronized void sent(int place, long bytes) {
    if (bytes == sent[place]) {
      return;
    }
    all += bytes - sent[place];
    sent[place] = bytes;
    try {
      listener.sent(all, total);
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }
}
