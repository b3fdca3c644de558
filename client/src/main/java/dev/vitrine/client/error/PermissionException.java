package dev.vitrine.client.error;

/** The key is valid and may not do this: status 403. */
public final class PermissionException extends ApiException {
  private static final long serialVersionUID = 1;

  PermissionException(ErrorAnswer answer) {
    super(answer);
  }
}
