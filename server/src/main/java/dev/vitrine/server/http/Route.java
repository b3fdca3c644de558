package dev.vitrine.server.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One line of the table of routes.
 *
 * @param path a template without the version prefix: {@code /models/{modelId}}
 * @param built whether it answers yet: what is named in the contract but not built is NOT_AVAILABLE
 * @param takes what it takes of memory
 */
public record Route(HandlerType method, String path, boolean built, Takes takes, Handler handler) {
  /** What a route takes of memory. All but little is let in or refused by {@link Admission}. */
  public enum Takes {
    /** Little, or what the handler bounds itself. */
    LITTLE,
    /** Models that are decoded. */
    TREES,
    /** A body, and models that are decoded. */
    BODY,
    /** A body that may carry pictures, and so be larger than others. */
    PICTURES
  }
}
