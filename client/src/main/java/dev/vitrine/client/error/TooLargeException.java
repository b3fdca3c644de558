package dev.vitrine.client.error;

/** The request, or the answer to it, is larger than the service allows: status 413. */
public final class TooLargeException extends ApiException {
  private static final long serialVersionUID = 1;

  TooLargeException(ErrorAnswer answer) {
    super(answer);
  }
}
