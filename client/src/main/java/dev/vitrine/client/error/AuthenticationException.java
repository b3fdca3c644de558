package dev.vitrine.client.error;

/** The key or its secret is missing or wrong: status 401. */
public final class AuthenticationException extends ApiException {
  private static final long serialVersionUID = 1;

  AuthenticationException(ErrorAnswer answer) {
    super(answer);
  }
}
