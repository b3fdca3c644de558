package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.MalformedAnswerException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Ways to take in answers: whole or as they come, bounded and decompressed. */
final class Receivers implements AutoCloseable {
  /** Of an answer that is no success: what is longer is not one of the platform's. */
  private static final int ERROR_BYTES = 1 << 20;

  private final Settings settings;
  private final Set<BodyPipe> pipes = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Receivers(Settings settings) {
    this.settings = settings;
  }

  /** A whole answer, decoded. */
  <T> Receiver<T> whole(Decoder<T> decoder) {
    return new Receiver<>() {
      @Override
      public Intake intake() {
        return Receivers.this::whole;
      }

      @Override
      public T receive(HttpResponse<Body> response) {
        return decoder.decode(success(response));
      }
    };
  }

  /**
   * An answer whose body is still coming; one that is no success is read to its end.
   *
   * @param partly whether a part of it is a success
   */
  Receiver<Coming> coming(Call call, boolean partly) {
    return new Receiver<>() {
      @Override
      public Intake intake() {
        return new Piping(call.options().attemptTimeout(), partly);
      }

      @Override
      public Coming receive(HttpResponse<Body> response) {
        if (!(response.body() instanceof Body.Coming coming)) {
          throw ErrorAnswers.exception(answer(response));
        }
        return coming(response, coming.pipe());
      }
    };
  }

  /** Takes a success as it comes, and all else to its end. */
  private final class Piping implements Intake {
    private final Duration patience;
    private final boolean partly;
    private @Nullable BodyPipe pipe;
    private boolean abandoned;

    private Piping(Duration patience, boolean partly) {
      this.patience = patience;
      this.partly = partly;
    }

    @Override
    public synchronized HttpResponse.BodySubscriber<Body> apply(HttpResponse.ResponseInfo info) {
      if (info.statusCode() != 200 && !(partly && info.statusCode() == 206)) {
        return whole(info);
      }
      BodyPipe made = new BodyPipe(patience);
      pipe = made;
      pipes.add(made);
      if (abandoned || closed) {
        letGo(made);
      }
      return made;
    }

    @Override
    public synchronized void abandon() {
      abandoned = true;
      if (pipe != null) {
        letGo(pipe);
      }
    }
  }

  private void letGo(BodyPipe pipe) {
    pipe.close();
    pipes.remove(pipe);
  }

  private Coming coming(HttpResponse<?> response, BodyPipe pipe) {
    HttpHeaders headers = response.headers();
    boolean delimited =
        response.version() != HttpClient.Version.HTTP_1_1
            || headers.firstValue("Transfer-Encoding").isPresent()
            || headers.firstValue("Content-Length").isPresent();
    return new Coming(response.statusCode(), headers, pipe, delimited, () -> pipes.remove(pipe));
  }

  private HttpResponse.BodySubscriber<Body> whole(HttpResponse.ResponseInfo info) {
    return info.statusCode() == 200
        ? new WholeBody(info.headers(), settings.maxAnswerBytes(), false)
        : new WholeBody(info.headers(), ERROR_BYTES, true);
  }

  private Answer success(HttpResponse<Body> response) {
    Answer answer = answer(response);
    if (!answer.isSuccess()) {
      throw ErrorAnswers.exception(answer);
    }
    return answer;
  }

  private Answer answer(HttpResponse<Body> response) {
    byte[] bytes = response.body() instanceof Body.Whole whole ? whole.bytes() : new byte[0];
    boolean success = response.statusCode() == 200;
    if (Gzip.isUsed(response.headers())) {
      try {
        bytes = Gzip.decompressed(bytes, success ? settings.maxAnswerBytes() : ERROR_BYTES);
      } catch (MalformedAnswerException | AnswerTooLargeException e) {
        if (success) {
          throw e;
        }
        bytes = new byte[0]; // The status says enough.
      }
    }
    return new Answer(response.statusCode(), response.headers(), bytes);
  }

  /** Ends all that is still coming. */
  @Override
  public void close() {
    closed = true;
    pipes.forEach(BodyPipe::close);
  }
}
