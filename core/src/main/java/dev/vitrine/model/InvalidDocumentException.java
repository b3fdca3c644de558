package dev.vitrine.model;

import dev.vitrine.error.VitrineException;

/**
 * A document that does not have the form the contract asks for. The message never quotes a value,
 * which may be a secret.
 */
public final class InvalidDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  /**
   * A document that is refused.
   *
   * @param field path of the offending value: {@code inputs[3].required.always}; empty for the
   *     document itself
   * @param rule the rest of the sentence: {@code must be a boolean}
   */
  public InvalidDocumentException(String field, String rule) {
    super(field.isEmpty() ? "the document " + rule : "\"" + field + "\" " + rule);
    this.field = field;
    this.rule = rule;
  }

  public String field() {
    return field;
  }

  /** The same as an answer to whoever wrote it. */
  public VitrineException refusal() {
    return VitrineException.invalidParameter(field, rule);
  }

  /** One sentence without a full stop: {@code "custom" must be a boolean}. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
