package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.servlet.JavalinServlet;
import io.javalin.router.EndpointNotFound;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Request;

/** Javalin, answering the table of routes under both prefixes from within our Jetty. */
final class ApiServlet {
  /** A body is there as bytes, as a tree, and as what is stored. */
  private static final int FORMS = 4;

  private ApiServlet() {}

  /**
   * The handler.
   *
   * @param admission what requests are let in by that take memory: for their bodies, or for models
   *     that they decode
   */
  static ServletContextHandler handler(
      List<Route> routes, Admission admission, ServerLimits limits) {
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          config.http.compressionStrategy =
              CompressionStrategy.NONE; // It does not heed q-values: see Compression.
          config.http.prefer405over404 = true;
          config.router.ignoreTrailingSlashes = false;
          routes.forEach(route -> add(config.routes, route, admission, limits));
          // Javalin answers its own refusals unless each of their classes is claimed.
          config.routes.exception(HttpResponseException.class, ApiServlet::answer);
          config.routes.exception(NotFoundResponse.class, ApiServlet::answer);
          config.routes.exception(EndpointNotFound.class, ApiServlet::answer);
          config.routes.exception(MethodNotAllowedResponse.class, ApiServlet::answer);
          config.routes.exception(Exception.class, ApiServlet::answer);
        });
    ServletContextHandler handler = new ServletContextHandler("/");
    handler.getServletHandler().setDecodeAmbiguousURIs(true);
    handler.addServlet(new ServletHolder(new JavalinServlet(javalin.unsafe)), "/*");
    return handler;
  }

  /** Under both prefixes; whatever answers GET answers HEAD, without its body. */
  private static void add(
      RoutesConfig javalin, Route route, Admission admission, ServerLimits limits) {
    Handler handler =
        ctx -> {
          RequestContext.route(jetty(ctx), route.path());
          if (route.takes() != Route.Takes.LITTLE) {
            admitted(ctx, route, admission, limits);
          } else {
            route.handler().handle(ctx);
          }
        };
    for (String prefix : List.of("", Paths.VERSION)) {
      javalin.addHttpHandler(route.method(), prefix + route.path(), handler);
      if (route.method().equals(HandlerType.GET)) {
        javalin.addHttpHandler(HandlerType.HEAD, prefix + route.path(), handler);
      }
    }
  }

  private static void admitted(Context ctx, Route route, Admission admission, ServerLimits limits)
      throws Exception {
    if (!(RequestContext.caller(jetty(ctx)) instanceof Caller.KeyHolder caller)) {
      throw Authentication.unauthenticated();
    }
    Admission.Pass pass = admission.enter(caller.keyId());
    try {
      long body = body(route, jetty(ctx), limits);
      pass.holdAtLeast(body);
      RequestRoom.handle(route.handler(), ctx, pass, body);
    } finally {
      pass.leave();
    }
  }

  /** What a body takes. Pictures stay where they arrived; what is beside them is small. */
  private static long body(Route route, Request request, ServerLimits limits) {
    return switch (route.takes()) {
      case LITTLE, TREES -> 0;
      case BODY -> bodyBytes(request, limits);
      case PICTURES -> {
        long most = RequestBody.withPictures(request, limits).most();
        yield most + FORMS * Math.min(most, limits.requestBytes());
      }
    };
  }

  /** What the body of a usual request takes until it has been worked on. */
  static long bodyBytes(Request request, ServerLimits limits) {
    return FORMS * new RequestBody(request, limits).most();
  }

  private static Request jetty(Context ctx) {
    return ServletContextRequest.getServletContextRequest(ctx.req());
  }

  private static void answer(Exception thrown, Context ctx) {
    String traceId = RequestContext.traceId(jetty(ctx));
    ErrorAnswer answer =
        thrown instanceof HttpResponseException raised
            ? ErrorAnswer.ofStatus(raised.getStatus(), null, traceId)
            : ErrorAnswer.of(thrown, traceId);
    if (thrown instanceof MethodNotAllowedResponse refused) {
      ctx.header("Allow", allowed(refused));
    }
    try {
      if (Drain.isSent(jetty(ctx))) {
        Drain.now(ctx.req().getInputStream());
      }
    } catch (IOException e) {
      // Most likely nobody receives the answer.
    }
    answer.headers().forEach(ctx::header);
    ctx.status(answer.status());
    ctx.contentType(ErrorAnswer.CONTENT_TYPE);
    ctx.result(answer.body().array());
  }

  private static String allowed(MethodNotAllowedResponse refused) {
    return refused.getDetails().values().stream().collect(Collectors.joining(", "));
  }
}
