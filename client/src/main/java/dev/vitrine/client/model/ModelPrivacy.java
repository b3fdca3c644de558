package dev.vitrine.client.model;

import java.util.List;

/**
 * Who may see a model: the owning project ({@code private}), anyone who has its id ({@code
 * unlisted}), or anyone ({@code public}).
 */
public final class ModelPrivacy extends OpenValue {
  private static final Known<ModelPrivacy> KNOWN =
      new Known<>(ModelPrivacy.class, ModelPrivacy::new);

  /** {@code private}. */
  public static final ModelPrivacy PRIVATE = KNOWN.add("private");

  /** {@code public}. */
  public static final ModelPrivacy PUBLIC = KNOWN.add("public");

  /** {@code unlisted}. */
  public static final ModelPrivacy UNLISTED = KNOWN.add("unlisted");

  private ModelPrivacy(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static ModelPrivacy of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<ModelPrivacy> known() {
    return KNOWN.all();
  }
}
