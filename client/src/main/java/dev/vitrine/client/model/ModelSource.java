package dev.vitrine.client.model;

import java.util.List;

/**
 * Where the weights of a model come from. {@code other} where an imported document does not say.
 */
public final class ModelSource extends OpenValue {
  private static final Known<ModelSource> KNOWN = new Known<>(ModelSource.class, ModelSource::new);

  /** {@code civitai}. */
  public static final ModelSource CIVITAI = KNOWN.add("civitai");

  /** {@code huggingface}. */
  public static final ModelSource HUGGINGFACE = KNOWN.add("huggingface");

  /** {@code other}. */
  public static final ModelSource OTHER = KNOWN.add("other");

  /** {@code scenario}. */
  public static final ModelSource SCENARIO = KNOWN.add("scenario");

  private ModelSource(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static ModelSource of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<ModelSource> known() {
    return KNOWN.all();
  }
}
