package dev.vitrine.client.model;

import java.util.List;

/** A curve for the learning rate. */
public final class LrScheduler extends OpenValue {
  private static final Known<LrScheduler> KNOWN = new Known<>(LrScheduler.class, LrScheduler::new);

  /** {@code constant}. */
  public static final LrScheduler CONSTANT = KNOWN.add("constant");

  /** {@code constant-with-warmup}. */
  public static final LrScheduler CONSTANT_WITH_WARMUP = KNOWN.add("constant-with-warmup");

  /** {@code cosine}. */
  public static final LrScheduler COSINE = KNOWN.add("cosine");

  /** {@code cosine-with-restarts}. */
  public static final LrScheduler COSINE_WITH_RESTARTS = KNOWN.add("cosine-with-restarts");

  /** {@code linear}. */
  public static final LrScheduler LINEAR = KNOWN.add("linear");

  /** {@code polynomial}. */
  public static final LrScheduler POLYNOMIAL = KNOWN.add("polynomial");

  private LrScheduler(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static LrScheduler of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<LrScheduler> known() {
    return KNOWN.all();
  }
}
