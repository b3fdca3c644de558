package dev.vitrine.client.model;

import java.util.List;

/** How an input treats the background of a picture. */
public final class BackgroundBehavior extends OpenValue {
  private static final Known<BackgroundBehavior> KNOWN =
      new Known<>(BackgroundBehavior.class, BackgroundBehavior::new);

  /** {@code opaque}. */
  public static final BackgroundBehavior OPAQUE = KNOWN.add("opaque");

  /** {@code transparent}. */
  public static final BackgroundBehavior TRANSPARENT = KNOWN.add("transparent");

  private BackgroundBehavior(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static BackgroundBehavior of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<BackgroundBehavior> known() {
    return KNOWN.all();
  }
}
