package dev.vitrine.server.http;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Takes work that may wait off the threads that serve connections, and answers what it throws like
 * {@link Boundary}.
 */
final class Offload {
  /** Requests that may wait at a time; beyond, memory would be what waits. */
  private static final int MOST = 2048;

  private final Executor virtualThreads;
  private final AtomicInteger waiting = new AtomicInteger();

  Offload(Executor virtualThreads) {
    this.virtualThreads = virtualThreads;
  }

  /** Work on one request, which it answers or completes. */
  interface Work {
    void run() throws Exception;
  }

  /**
   * Does work on a thread of its own.
   *
   * @throws VitrineException TOO_MANY_REQUESTS if too many are at it already
   */
  void run(Request request, Response response, Callback callback, Work work) {
    if (waiting.incrementAndGet() > MOST) {
      waiting.decrementAndGet();
      throw new VitrineException(
          ErrorCode.TOO_MANY_REQUESTS, "Too many requests at a time: try again in a moment");
    }
    virtualThreads.execute(() -> {
      try {
        work.run();
      } catch (Throwable thrown) {
        Boundary.fail(response, callback, thrown, RequestContext.traceId(request));
      } finally {
        waiting.decrementAndGet();
      }
    });
  }

  /** A handler that waits, made one that does not. */
  Handler around(Handler waiting) {
    return new Handler.Wrapper(waiting) {
      @Override
      public boolean handle(Request request, Response response, Callback callback) {
        run(
            request,
            response,
            callback,
            () -> Boundary.handle(super::handle, request, response, callback));
        return true;
      }

      @Override
      public InvocationType getInvocationType() {
        return Invocable.InvocationType.NON_BLOCKING;
      }
    };
  }
}
