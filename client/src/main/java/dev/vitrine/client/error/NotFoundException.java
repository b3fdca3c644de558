package dev.vitrine.client.error;

/** Nothing the caller may see has this id, or the service has no such route: status 404. */
public final class NotFoundException extends ApiException {
  private static final long serialVersionUID = 1;

  NotFoundException(ErrorAnswer answer) {
    super(answer);
  }
}
