package dev.vitrine.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that tells how much of it has been sent. Starts over for every attempt. */
final class UploadBody implements BodyPublisher {
  private final BodyPublisher body;
  private final UploadListener listener;

  /**
   * The same body with a listener.
   *
   * @param body of known length
   */
  UploadBody(BodyPublisher body, UploadListener listener) {
    if (body.contentLength() < 0) {
      throw new IllegalArgumentException("The length of an upload has to be known");
    }
    this.body = body;
    this.listener = listener;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.@Nullable Subscriber<? super ByteBuffer> subscriber) {
    if (subscriber == null) {
      throw new NullPointerException("subscriber");
    }
    listener.sent(0, contentLength());
    body.subscribe(new Counting(subscriber));
  }

  private final class Counting implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> target;
    private long sent;

    private Counting(Flow.Subscriber<? super ByteBuffer> target) {
      this.target = target;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      target.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      sent += bytes.remaining();
      target.onNext(bytes);
      listener.sent(sent, contentLength());
    }

    @Override
    public void onError(Throwable error) {
      target.onError(error);
    }

    @Override
    public void onComplete() {
      target.onComplete();
    }
  }
}
