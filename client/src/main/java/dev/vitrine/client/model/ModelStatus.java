package dev.vitrine.client.model;

import java.util.List;

/**
 * Where a model stands: {@code new} until a training starts, then {@code training}, then one of
 * {@code trained}, {@code failed} and {@code training-canceled}; {@code copying} while its files
 * are being duplicated. Models that need no training are {@code trained}.
 */
public final class ModelStatus extends OpenValue {
  private static final Known<ModelStatus> KNOWN = new Known<>(ModelStatus.class, ModelStatus::new);

  /** {@code copying}. */
  public static final ModelStatus COPYING = KNOWN.add("copying");

  /** {@code failed}. */
  public static final ModelStatus FAILED = KNOWN.add("failed");

  /** {@code new}. */
  public static final ModelStatus NEW = KNOWN.add("new");

  /** {@code trained}. */
  public static final ModelStatus TRAINED = KNOWN.add("trained");

  /** {@code training}. */
  public static final ModelStatus TRAINING = KNOWN.add("training");

  /** {@code training-canceled}. */
  public static final ModelStatus TRAINING_CANCELED = KNOWN.add("training-canceled");

  private ModelStatus(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static ModelStatus of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<ModelStatus> known() {
    return KNOWN.all();
  }
}
