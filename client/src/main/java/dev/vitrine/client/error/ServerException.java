package dev.vitrine.client.error;

/**
 * The service failed or does not serve at the moment: status 500 and above. Retried where it is
 * safe.
 */
public final class ServerException extends ApiException {
  private static final long serialVersionUID = 1;

  ServerException(ErrorAnswer answer) {
    super(answer);
  }
}
