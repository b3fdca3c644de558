package dev.vitrine.client;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.CallTimeoutException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.RateLimitException;
import dev.vitrine.client.error.ServerException;
import dev.vitrine.client.error.VitrineException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be wrong with answers. */
final class Faults {
  /**
   * The JDK's client keeps the connection of an answer that is no HTTP until the other side ends
   * it, or it is closed itself.
   */
  static final String NO_HTTP = "no HTTP";

  private Faults() {}

  /**
   * A fault.
   *
   * @param lasting what a read ends in if every answer is so; null for a good end
   */
  record Fault(String name, Behaviour behaviour, @Nullable Class<? extends Throwable> lasting) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static byte[] good(Request request) {
    return Answers.good(request);
  }

  private static byte[] gzipped(byte[] body, int keep) {
    byte[] compressed = Answers.gzip(body);
    byte[] kept = java.util.Arrays.copyOf(compressed, Math.min(keep, compressed.length));
    return Answers.whole(200, "application/json", kept, "Content-Encoding: gzip");
  }

  private static byte[] corrupted(Request request) {
    byte[] answer = good(request);
    for (int i = answer.length / 2; i < answer.length / 2 + 30; i++) {
      answer[i] ^= 0x55;
    }
    return answer;
  }

  private static byte[] html() {
    return Answers.whole(200, "text/html", Answers.bytes("<html><body>Welcome</body></html>"));
  }

  private static Behaviour send(Function<Request, byte[]> answer) {
    return (request, socket) -> FaultyServer.write(socket, answer.apply(request));
  }

  /** All of them. */
  static final List<Fault> ALL = faults();

  private static List<Fault> faults() {
    byte[] bomb = gzipped(new byte[200 << 20], Integer.MAX_VALUE);
    return List.of(
        new Fault("slow", Answers.drip(Faults::good, 200, 5), null),
        new Fault("a byte at a time", Answers.drip(Faults::good, 1, 0), null),
        new Fault("never", Answers.never(), CallTimeoutException.class),
        new Fault("half, then never", Answers.stall(Faults::good, 0.5), CallTimeoutException.class),
        new Fault("dropped", Answers.cut(r -> new byte[0], 0), ConnectionException.class),
        new Fault("cut in the head", Answers.cut(Faults::good, 0.02), ConnectionException.class),
        new Fault("cut in the body", Answers.cut(Faults::good, 0.7), ConnectionException.class),
        new Fault("reset in the body", Answers.reset(Faults::good, 0.7), ConnectionException.class),
        new Fault("corrupted", send(Faults::corrupted), MalformedAnswerException.class),
        new Fault("a page", send(r -> html()), MalformedAnswerException.class),
        new Fault(
            NO_HTTP,
            send(r -> Answers.bytes("SSH-2.0-OpenSSH\r\n\r\n")),
            ConnectionException.class),
        new Fault(
            "elsewhere",
            Answers.of(302, "text/html", new byte[0], "Location: http://127.0.0.1:1/stolen"),
            ApiException.class),
        new Fault(
            "a storm", Answers.error(429, "TOO_MANY_REQUESTS", "{}"), RateLimitException.class),
        new Fault("broken", Answers.error(500, "INTERNAL", "{}"), ServerException.class),
        new Fault("gzip cut", send(r -> gzipped(new byte[1000], 20)), VitrineException.class),
        new Fault(
            "no gzip",
            send(r ->
                Answers.whole(
                    200, "application/json", Answers.bytes("{}"), "Content-Encoding: gzip")),
            VitrineException.class),
        new Fault("a bomb", send(r -> bomb), AnswerTooLargeException.class),
        new Fault(
            "endless",
            (request, socket) -> {
              FaultyServer.write(
                  socket,
                  Answers.bytes(
                      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"models\":[\""));
              while (true) {
                FaultyServer.write(socket, new byte[1 << 16]);
              }
            },
            AnswerTooLargeException.class),
        new Fault(
            "an endless error",
            (request, socket) -> {
              FaultyServer.write(
                  socket, Answers.bytes("HTTP/1.1 500 No\r\nContent-Type: text/html\r\n\r\n"));
              while (true) {
                FaultyServer.write(socket, new byte[1 << 16]);
              }
            },
            ServerException.class));
  }
}
