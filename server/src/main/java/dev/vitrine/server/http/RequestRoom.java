package dev.vitrine.server.http;

import dev.vitrine.catalog.TreeRoom;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * The room of the request that the current thread works for: what it holds counts as its own beside
 * its body, until it has ended. Other threads, such as those that tidy up, hold nothing.
 */
public final class RequestRoom implements TreeRoom {
  private static final ScopedValue<Request> CURRENT = ScopedValue.newInstance();

  /** A request that was let in, and what it holds in any case. */
  private record Request(Admission.Pass pass, long body) {}

  /** Answers a request that was let in. */
  static void handle(Handler handler, Context ctx, Admission.Pass pass, long body)
      throws Exception {
    ScopedValue.where(CURRENT, new Request(pass, body))
        .call(() -> {
          handler.handle(ctx);
          return ctx;
        });
  }

  @Override
  public void hold(long bytes) {
    if (CURRENT.isBound()) {
      Request request = CURRENT.get();
      request.pass().holdTrees(request.body() + bytes);
    }
  }
}
