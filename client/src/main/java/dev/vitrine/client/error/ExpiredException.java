package dev.vitrine.client.error;

/** A position or link is too old: status 410. */
public final class ExpiredException extends ApiException {
  private static final long serialVersionUID = 1;

  ExpiredException(ErrorAnswer answer) {
    super(answer);
  }
}
