package dev.vitrine.server.cli;

/**
 * Nobody reads the result any more, as after {@code | head}: a reason to end, and nothing to talk
 * about.
 */
final class BrokenPipe extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPipe() {
    super("the reader of the output went away");
  }
}
