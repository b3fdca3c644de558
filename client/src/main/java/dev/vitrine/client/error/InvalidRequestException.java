package dev.vitrine.client.error;

/**
 * The request is wrong, and will be however often it is sent: status 400, 405, 414, 415, 422 or
 * 431.
 */
public final class InvalidRequestException extends ApiException {
  private static final long serialVersionUID = 1;

  InvalidRequestException(ErrorAnswer answer) {
    super(answer);
  }
}
