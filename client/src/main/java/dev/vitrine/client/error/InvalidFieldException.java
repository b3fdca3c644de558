package dev.vitrine.client.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A field of an answer has a value of another type than the platform documents, or is missing. */
public final class InvalidFieldException extends VitrineException {
  private static final long serialVersionUID = 1;

  private final String field;
  private final @Nullable String modelId;

  /**
   * With what is wrong.
   *
   * @param field its path: {@code inputs[2].max}
   * @param problem what is wrong with it: "is no number"
   */
  public InvalidFieldException(String field, String problem, @Nullable Throwable cause) {
    super("The field \"" + field + "\" " + problem, cause);
    this.field = field;
    this.modelId = null;
  }

  private InvalidFieldException(InvalidFieldException same, String modelId) {
    super(same.getMessage() + " in \"" + modelId + "\"", same);
    this.field = same.field;
    this.modelId = modelId;
  }

  /** The same, of this model or asset. */
  public InvalidFieldException of(String id) {
    return new InvalidFieldException(this, id);
  }

  /** The id of the model or asset that has the field, where it is known. */
  public Optional<String> modelId() {
    return Optional.ofNullable(modelId);
  }

  /** The path of the field: {@code inputs[2].max}; empty if it is the whole object. */
  public String field() {
    return field;
  }
}
