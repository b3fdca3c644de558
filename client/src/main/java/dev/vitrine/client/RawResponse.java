package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.net.http.HttpHeaders;

/** One answer that is a success, with its status, headers and body, and what it means. */
public final class RawResponse<T> {
  private final Answer answer;
  private final Decoder<T> decoder;

  RawResponse(Answer answer, Decoder<T> decoder) {
    this.answer = answer;
    this.decoder = decoder;
  }

  /** The HTTP status. */
  public int status() {
    return answer.status();
  }

  /** The headers. */
  public HttpHeaders headers() {
    return answer.headers();
  }

  /** A copy of the body, decompressed. */
  public byte[] body() {
    return answer.body().clone();
  }

  /**
   * What it means; read anew each time.
   *
   * @throws VitrineException if it is not what the service promises
   */
  public T parse() {
    return decoder.decode(answer);
  }
}
