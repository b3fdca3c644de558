package dev.vitrine.client.model;

import java.util.List;

/** By what lists of models are sorted. */
public final class ModelSort extends OpenValue {
  private static final Known<ModelSort> KNOWN = new Known<>(ModelSort.class, ModelSort::new);

  /** {@code createdAt}, the time of creation. */
  public static final ModelSort CREATED_AT = KNOWN.add("createdAt");

  /** {@code score}, how often the model is used. */
  public static final ModelSort SCORE = KNOWN.add("score");

  /** {@code updatedAt}, the time of the last change. */
  public static final ModelSort UPDATED_AT = KNOWN.add("updatedAt");

  private ModelSort(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static ModelSort of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<ModelSort> known() {
    return KNOWN.all();
  }
}
