package dev.vitrine.client;

import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.VitrineException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/** Sends requests and turns all that can come of them into results and exceptions. */
@SuppressWarnings("FutureReturnValueIgnored") // Each stage hands its failure on itself.
final class Transport implements AutoCloseable {
  private final Settings settings;
  private final HttpClient http;
  private final boolean ownHttp;
  private final ExecutorService executor;
  private final ScheduledThreadPoolExecutor timer;
  private final Watch watch;
  private final Receivers receivers;
  private final CallLog log;
  private final Set<Watched> longLasting = ConcurrentHashMap.newKeySet();
  private final IdsCap idsCap = new IdsCap();
  private final IdsCap linesCap = new IdsCap();
  private final IdsCap assetIdsCap = new IdsCap();
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
    this.receivers = new Receivers(settings);
    this.log = new CallLog(settings.logger());
    this.timer = new ScheduledThreadPoolExecutor(1, ClientThreads.named("vitrine-client-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.watch = new Watch(timer);
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

  CallLog log() {
    return log;
  }

  /** How many ids the service lets one request for models name. */
  IdsCap idsCap() {
    return idsCap;
  }

  /** The same for requests for lines. */
  IdsCap linesCap() {
    return linesCap;
  }

  /** The same for requests for assets. */
  IdsCap assetIdsCap() {
    return assetIdsCap;
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** The result of an operation; this thread waits for it. */
  <T> T call(Operation<T> operation) {
    return call(operation, started -> {});
  }

  /**
   * The same.
   *
   * @param started is given the call, which may be ended by any thread
   */
  <T> T call(Operation<T> operation, Consumer<Watched> started) {
    Call call = operation.call();
    BlockingCall<T> blocking =
        new BlockingCall<>(
            this,
            call,
            Deadline.in(call.options().totalTimeout()),
            request(call),
            receivers.whole(operation.decoder()));
    started.accept(blocking);
    try {
      return watched(blocking);
    } catch (NotFoundException e) {
      return operation.insteadOf(e);
    }
  }

  /** The result of an operation. Cancelling the future ends its call. */
  <T> CompletableFuture<T> send(Operation<T> operation) {
    Call call = operation.call();
    CompletableFuture<T> sent =
        send(call, Deadline.in(call.options().totalTimeout()), operation.decoder());
    return operation.ifGone() == null
        ? sent
        : Chained.recovered(
            sent,
            error -> {
              if (error instanceof NotFoundException gone) {
                return operation.insteadOf(gone);
              }
              throw error;
            });
  }

  /** A whole answer, decoded on a thread of the client. Cancelling the future ends the call. */
  <T> CompletableFuture<T> send(Call call, Deadline deadline, Decoder<T> decoder) {
    try {
      Attempts<T> attempts =
          new Attempts<>(this, call, deadline, request(call), receivers.whole(decoder));
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
    return watched(
        new BlockingCall<>(this, call, deadline, request(call), receivers.whole(decoder)));
  }

  /**
   * An answer whose body is still coming; this thread waits for its head.
   *
   * @param started is given the call, which may be ended by any thread
   */
  Coming open(Call call, Deadline deadline, Consumer<Watched> started) {
    BlockingCall<Coming> blocking =
        new BlockingCall<>(this, call, deadline, request(call), receivers.coming(call, false));
    started.accept(blocking);
    return watched(blocking);
  }

  /** The same of a request to another place than the service, which may be for a part. */
  Coming open(Call call, HttpRequest request, Deadline deadline, Consumer<Watched> started) {
    BlockingCall<Coming> blocking =
        new BlockingCall<>(this, call, deadline, request, receivers.coming(call, true));
    started.accept(blocking);
    return watched(blocking);
  }

  /** A whole answer of another place than the service, for which this thread waits. */
  <T> T call(
      Call call,
      HttpRequest request,
      Deadline deadline,
      Decoder<T> decoder,
      Consumer<Watched> started) {
    BlockingCall<T> blocking =
        new BlockingCall<>(this, call, deadline, request, receivers.whole(decoder));
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

  /**
   * How long to wait before the next attempt; empty if there is to be none.
   *
   * @param failed how many attempts have
   */
  Optional<Duration> waitAfter(Call call, int failed, VitrineException failure, Deadline deadline) {
    boolean allowed = call.repeatable() || Retries.isUntouched(failure);
    int retries = allowed ? call.options().maxRetries() : 0;
    Optional<Duration> wait =
        settings
            .retries()
            .wait(failed, retries, failure)
            .filter(time -> time.compareTo(deadline.left()) < 0);
    wait.ifPresent(time -> log.retried(call, failed, failure, time));
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

  private HttpRequest request(Call call) {
    if (isClosed()) {
      throw Failures.closed();
    }
    return Requests.of(settings, call);
  }

  @Override
  public void close() {
    closed.countDown();
    watch.each(call -> call.end(Failures.closed()));
    longLasting.forEach(each -> each.end(Failures.closed()));
    receivers.close();
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
