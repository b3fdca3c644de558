package dev.vitrine.client.error;

/** What was to be changed is not as the request assumes: status 409 or 412. */
public final class ConflictException extends ApiException {
  private static final long serialVersionUID = 1;

  ConflictException(ErrorAnswer answer) {
    super(answer);
  }
}
