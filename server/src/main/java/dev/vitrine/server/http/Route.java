package dev.vitrine.server.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One line of the table of routes.
 *
 * @param path a template without the version prefix: {@code /models/{modelId}}
 * @param built whether it answers yet: what is named in the contract but not built is NOT_AVAILABLE
 */
public record Route(HandlerType method, String path, boolean built, Handler handler) {}
