package dev.vitrine.server.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens.
 *
 * @param port 0 for any free one
 * @param publicUrl what clients reach it by, without a trailing slash; null for the address it is
 *     bound to
 */
public record HttpConfig(String host, int port, @Nullable URI publicUrl) {}
