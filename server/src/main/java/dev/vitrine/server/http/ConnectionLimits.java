package dev.vitrine.server.http;

import java.time.Duration;

/**
 * How long clients are waited for, and how many. Connections that do not keep to it are closed.
 *
 * @param connections open at a time; those that come beyond are closed at once
 * @param patience how long a request's head, and its body, may take to arrive, a connection may lie
 *     still, and a client may take nothing of its answer
 * @param answerBytesPerSecond how fast an answer must be read, beside the patience: an answer of n
 *     bytes may keep the server waiting for patience + n / this seconds
 */
public record ConnectionLimits(int connections, Duration patience, int answerBytesPerSecond) {
  /** 4096 connections, 30 seconds, 16 KiB a second. */
  public static final ConnectionLimits STANDARD =
      new ConnectionLimits(4096, Duration.ofSeconds(30), 16 * 1024);

  /** These limits with another patience. */
  public ConnectionLimits withPatience(Duration other) {
    return new ConnectionLimits(connections, other, answerBytesPerSecond);
  }
}
