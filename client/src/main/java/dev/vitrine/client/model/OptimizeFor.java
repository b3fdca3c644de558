package dev.vitrine.client.model;

import java.util.List;

/**
 * Which transformer blocks a training touches: those that matter for faces and portraits ({@code
 * likeness}), every block ({@code all}), or no particular ones ({@code none}).
 */
public final class OptimizeFor extends OpenValue {
  private static final Known<OptimizeFor> KNOWN = new Known<>(OptimizeFor.class, OptimizeFor::new);

  /** {@code all}. */
  public static final OptimizeFor ALL = KNOWN.add("all");

  /** {@code likeness}. */
  public static final OptimizeFor LIKENESS = KNOWN.add("likeness");

  /** {@code none}. */
  public static final OptimizeFor NONE = KNOWN.add("none");

  private OptimizeFor(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static OptimizeFor of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<OptimizeFor> known() {
    return KNOWN.all();
  }
}
