package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.ConfigurationException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.VitrineException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Sends requests and turns all that can come of them into results and exceptions. */
@SuppressWarnings("FutureReturnValueIgnored") // Each stage hands its failure on itself.
final class Transport implements AutoCloseable {
  /** Of an answer that is no success: what is longer is not one of the platform's. */
  private static final int ERROR_BYTES = 1 << 20;

  private final Settings settings;
  private final HttpClient http;
  private final boolean ownHttp;
  private final ExecutorService executor;
  private final ScheduledThreadPoolExecutor timer;
  private final Watch watch;
  private final Set<BodyPipe> pipes = ConcurrentHashMap.newKeySet();
  private final Set<Watched> longLasting = ConcurrentHashMap.newKeySet();
  private final AtomicInteger idsCap = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicInteger linesCap = new AtomicInteger(Integer.MAX_VALUE);
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Ready to send.
   *
   * @param ownHttp whether the HTTP client ends with this
   * @param executor ends with this
   */
  Transport(Settings settings, HttpClient http, boolean ownHttp, ExecutorService executor) {
    this.settings = settings;
    this.http = http;
    this.ownHttp = ownHttp;
    this.executor = executor;
    this.timer = new ScheduledThreadPoolExecutor(1, ClientThreads.named("vitrine-client-timer"));
    timer.setRemoveOnCancelPolicy(true);
    this.watch = new Watch(timer);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  HttpClient http() {
    return http;
  }

  ScheduledThreadPoolExecutor timer() {
    return timer;
  }

  ExecutorService executor() {
    return executor;
  }

  Settings settings() {
    return settings;
  }

  /** How many ids the service lets one request name, as far as it has said. */
  int idsCap() {
    return idsCap.get();
  }

  void lowerIdsCap(int cap) {
    idsCap.accumulateAndGet(cap, Math::min);
  }

  /** The same for requests for lines. */
  int linesCap() {
    return linesCap.get();
  }

  void lowerLinesCap(int cap) {
    linesCap.accumulateAndGet(cap, Math::min);
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** A whole answer, decoded on a thread of the client. Cancelling the future ends the call. */
  <T> CompletableFuture<T> send(Call call, Deadline deadline, Decoder<T> decoder) {
    try {
      Attempts<T> attempts = new Attempts<>(this, call, deadline, request(call), whole(decoder));
      watch.add(attempts);
      CompletableFuture<T> result = attempts.start();
      result.whenComplete((value, error) -> watch.remove(attempts));
      if (isClosed()) {
        attempts.end(Failures.closed());
      }
      return result;
    } catch (VitrineException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** A whole answer, decoded on this thread, which waits for it. */
  <T> T call(Call call, Deadline deadline, Decoder<T> decoder) {
    return watched(new BlockingCall<>(this, call, deadline, request(call), whole(decoder)));
  }

  /**
   * An answer whose body is still coming; this thread waits for its head.
   *
   * @param started is given the call, which may be ended by any thread
   */
  Coming open(Call call, Deadline deadline, Consumer<Watched> started) {
    BlockingCall<Coming> blocking =
        new BlockingCall<>(this, call, deadline, request(call), coming(call));
    started.accept(blocking);
    return watched(blocking);
  }

  private <T> T watched(BlockingCall<T> blocking) {
    watch.add(blocking);
    try {
      if (isClosed()) {
        throw Failures.closed();
      }
      return blocking.make();
    } finally {
      watch.remove(blocking);
    }
  }

  private <T> Receiver<T> whole(Decoder<T> decoder) {
    return new Receiver<>() {
      @Override
      public HttpResponse.BodyHandler<Body> handler() {
        return Transport.this::whole;
      }

      @Override
      public T receive(HttpResponse<Body> response) {
        return decoder.decode(success(response));
      }
    };
  }

  private Receiver<Coming> coming(Call call) {
    return new Receiver<>() {
      @Override
      public HttpResponse.BodyHandler<Body> handler() {
        return info ->
            info.statusCode() == 200 ? new BodyPipe(call.options().attemptTimeout()) : whole(info);
      }

      @Override
      public Coming receive(HttpResponse<Body> response) {
        if (!(response.body() instanceof Body.Coming coming)) {
          throw ErrorAnswers.exception(answer(response));
        }
        return coming(response, coming.pipe());
      }

      @Override
      public void discard(Coming result) {
        result.close();
      }
    };
  }

  /**
   * How long to wait before the next attempt; empty if there is to be none.
   *
   * @param failed how many attempts have
   */
  Optional<Duration> waitAfter(Call call, int failed, VitrineException failure, Deadline deadline) {
    int retries = call.repeatable() ? call.options().maxRetries() : 0;
    Optional<Duration> wait =
        settings
            .retries()
            .wait(failed, retries, failure)
            .filter(time -> time.compareTo(deadline.left()) < 0);
    wait.ifPresent(time -> logRetry(call, failed, failure, time));
    return wait;
  }

  /** Ends something when the client is closed. */
  void add(Watched longLived) {
    longLasting.add(longLived);
    if (isClosed()) {
      longLived.end(Failures.closed());
    }
  }

  void remove(Watched longLived) {
    longLasting.remove(longLived);
  }

  private Coming coming(HttpResponse<?> response, BodyPipe pipe) {
    pipes.add(pipe);
    if (isClosed()) {
      pipe.close();
    }
    HttpHeaders headers = response.headers();
    boolean delimited =
        response.version() != HttpClient.Version.HTTP_1_1
            || headers.firstValue("Transfer-Encoding").isPresent()
            || headers.firstValue("Content-Length").isPresent();
    return new Coming(headers, pipe, delimited, () -> pipes.remove(pipe));
  }

  /**
   * An answer that is a success so far.
   *
   * @param delimited whether its end can be told from being cut off
   * @param closing what closing it does besides
   */
  record Coming(HttpHeaders headers, BodyPipe pipe, boolean delimited, Runnable closing)
      implements AutoCloseable {
    /** The bytes decompressed. */
    InputStream stream() throws IOException {
      return Gzip.isUsed(headers) ? new GZIPInputStream(pipe, 16 * 1024) : pipe;
    }

    @Override
    public void close() {
      pipe.close();
      closing.run();
    }
  }

  private HttpRequest request(Call call) {
    if (isClosed()) {
      throw Failures.closed();
    }
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(settings.baseUrl() + call.target()))
              .method(
                  call.method(),
                  call.body().length == 0
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofByteArray(call.body()))
              .setHeader("Accept", call.accept())
              .setHeader("User-Agent", ClientVersion.USER_AGENT);
      if (call.body().length > 0) {
        request.setHeader("Content-Type", Answer.JSON);
      }
      if (settings.compressed()) {
        request.setHeader("Accept-Encoding", "gzip");
      }
      if (settings.authorization() != null) {
        request.setHeader("Authorization", settings.authorization());
      }
      for (Map.Entry<String, String> header : call.options().headers().entrySet()) {
        request.setHeader(header.getKey(), header.getValue());
      }
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("The request cannot be made", e);
    }
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

  void log(Call call, int number, HttpResponse<?> response, long start) {
    if (settings.logger().isLoggable(System.Logger.Level.DEBUG)) {
      settings
          .logger()
          .log(
              System.Logger.Level.DEBUG,
              "{0} {1}: {2} after {3} ms (attempt {4})",
              call.method(),
              call.path(),
              response.statusCode(),
              Duration.ofNanos(System.nanoTime() - start).toMillis(),
              number);
    }
  }

  private void logRetry(Call call, int number, VitrineException failure, Duration wait) {
    if (settings.logger().isLoggable(System.Logger.Level.DEBUG)) {
      settings
          .logger()
          .log(
              System.Logger.Level.DEBUG,
              "{0} {1}: attempt {2} failed ({3}), trying again in {4} ms",
              call.method(),
              call.path(),
              number,
              failure.getClass().getSimpleName(),
              wait.toMillis());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    watch.each(call -> call.end(Failures.closed()));
    longLasting.forEach(each -> each.end(Failures.closed()));
    pipes.forEach(BodyPipe::close);
    timer.shutdownNow();
    if (ownHttp) {
      shutDown(http);
    }
    executor.shutdown();
  }

  /**
   * Ends an HTTP client's thread, which Java can be told to since 21; before, it ends when unused.
   */
  private static void shutDown(HttpClient http) {
    try {
      MethodHandle end =
          MethodHandles.publicLookup()
              .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class));
      end.invoke(http);
    } catch (NoSuchMethodException e) {
      // Java 17 to 20.
    } catch (Throwable e) {
      throw new IllegalStateException("The HTTP client could not be shut down", e);
    }
  }
}
