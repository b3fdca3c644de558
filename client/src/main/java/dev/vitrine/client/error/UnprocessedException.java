package dev.vitrine.client.error;

/** The service has a model and could not produce its row: its document may be damaged there. */
public final class UnprocessedException extends VitrineException {
  private static final long serialVersionUID = 1;

  /** Of a model. */
  public UnprocessedException(String id) {
    super("The service could not produce the row of \"" + id + "\"", null);
  }
}
