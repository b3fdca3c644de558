package dev.vitrine.client.model;

import java.util.List;

/** What a training image is for. */
public final class TrainingImagePreset extends OpenValue {
  private static final Known<TrainingImagePreset> KNOWN =
      new Known<>(TrainingImagePreset.class, TrainingImagePreset::new);

  /** {@code default}. */
  public static final TrainingImagePreset DEFAULT = KNOWN.add("default");

  /** {@code style}. */
  public static final TrainingImagePreset STYLE = KNOWN.add("style");

  /** {@code subject}. */
  public static final TrainingImagePreset SUBJECT = KNOWN.add("subject");

  private TrainingImagePreset(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static TrainingImagePreset of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<TrainingImagePreset> known() {
    return KNOWN.all();
  }
}
