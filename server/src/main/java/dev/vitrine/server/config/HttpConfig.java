package dev.vitrine.server.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens, and how it treats connections.
 *
 * @param port 0 for any free one
 * @param publicUrl what clients reach it by, without a trailing slash; null for the address it is
 *     bound to
 * @param connections open at a time; those beyond are closed
 * @param patience how long a request may take to arrive, a connection may lie still, and a client
 *     may take nothing of its answer
 * @param answerBytesPerSecond how fast an answer must be read, beside the patience
 */
public record HttpConfig(
    String host,
    int port,
    @Nullable URI publicUrl,
    int connections,
    Duration patience,
    ByteSize answerBytesPerSecond) {}
