package dev.vitrine.bench.load;

/** Why there is no result. The message is one or two lines for people. */
final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unusable(String message) {
    super(message);
  }
}
