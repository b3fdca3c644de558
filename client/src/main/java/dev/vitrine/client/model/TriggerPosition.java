package dev.vitrine.client.model;

import java.util.List;

/** An end of a form. */
public final class TriggerPosition extends OpenValue {
  private static final Known<TriggerPosition> KNOWN =
      new Known<>(TriggerPosition.class, TriggerPosition::new);

  /** {@code bottom}. */
  public static final TriggerPosition BOTTOM = KNOWN.add("bottom");

  /** {@code top}. */
  public static final TriggerPosition TOP = KNOWN.add("top");

  private TriggerPosition(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static TriggerPosition of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<TriggerPosition> known() {
    return KNOWN.all();
  }
}
