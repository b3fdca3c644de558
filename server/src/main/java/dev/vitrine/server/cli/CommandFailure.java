package dev.vitrine.server.cli;

/**
 * A command that could not do what it was asked. The message is shown as it is, and says what to
 * do.
 */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }
}
