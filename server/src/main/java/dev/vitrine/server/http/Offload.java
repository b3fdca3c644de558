package dev.vitrine.server.http;

import java.util.concurrent.Executor;
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
  private final Executor virtualThreads;

  Offload(Executor virtualThreads) {
    this.virtualThreads = virtualThreads;
  }

  /** Work on one request, which it answers or completes. */
  interface Work {
    void run() throws Exception;
  }

  /** Does work on a thread of its own. */
  void run(Request request, Response response, Callback callback, Work work) {
    virtualThreads.execute(() -> {
      try {
        work.run();
      } catch (Throwable thrown) {
        Boundary.fail(response, callback, thrown, RequestContext.traceId(request));
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
