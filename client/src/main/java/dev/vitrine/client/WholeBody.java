package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body of bounded size. */
final class WholeBody implements BodySubscriber<Body> {
  /** What a declared length is trusted with before anything has come. */
  private static final int TRUSTED = 4 << 20;

  private final CompletableFuture<Body> whole = new CompletableFuture<>();
  private final int limit;
  private final boolean truncated;
  private byte[] bytes;
  private int length;
  private Flow.@Nullable Subscription subscription;

  /**
   * Nothing yet.
   *
   * @param limit in bytes
   * @param truncated whether to be content with so much of a body that is larger
   */
  WholeBody(HttpHeaders headers, long limit, boolean truncated) {
    this.truncated = truncated;
    this.limit = (int) Math.min(limit, Integer.MAX_VALUE - 16);
    long declared = headers.firstValueAsLong("Content-Length").orElse(8192);
    this.bytes = new byte[(int) Math.min(Math.max(declared, 0), Math.min(TRUSTED, this.limit))];
  }

  @Override
  public CompletionStage<Body> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int more = buffer.remaining();
      if (more > limit - length) {
        if (subscription != null) {
          subscription.cancel();
        }
        if (truncated) {
          onComplete();
        } else {
          whole.completeExceptionally(new AnswerTooLargeException(limit));
        }
        return;
      }
      if (more > bytes.length - length) {
        long grown = Math.max(length + (long) more, bytes.length * 2L);
        bytes = Arrays.copyOf(bytes, (int) Math.min(grown, limit));
      }
      buffer.get(bytes, length, more);
      length += more;
    }
  }

  @Override
  public void onError(Throwable error) {
    whole.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    whole.complete(new Body.Whole(length == bytes.length ? bytes : Arrays.copyOf(bytes, length)));
  }
}
