package dev.vitrine.client.model;

import java.util.List;

/** The steps of a training. The two with captcha occur with professional voice cloning only. */
public final class TrainingStage extends OpenValue {
  private static final Known<TrainingStage> KNOWN =
      new Known<>(TrainingStage.class, TrainingStage::new);

  /** {@code pending}. */
  public static final TrainingStage PENDING = KNOWN.add("pending");

  /** {@code pending-captcha}. */
  public static final TrainingStage PENDING_CAPTCHA = KNOWN.add("pending-captcha");

  /** {@code queued-for-train}. */
  public static final TrainingStage QUEUED_FOR_TRAIN = KNOWN.add("queued-for-train");

  /** {@code ready-for-captcha}. */
  public static final TrainingStage READY_FOR_CAPTCHA = KNOWN.add("ready-for-captcha");

  /** {@code running-train}. */
  public static final TrainingStage RUNNING_TRAIN = KNOWN.add("running-train");

  /** {@code starting-train}. */
  public static final TrainingStage STARTING_TRAIN = KNOWN.add("starting-train");

  private TrainingStage(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static TrainingStage of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<TrainingStage> known() {
    return KNOWN.all();
  }
}
