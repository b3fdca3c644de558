package dev.vitrine.row;

import org.jspecify.annotations.Nullable;

/** How many training images a row carries. */
public enum TrainingImages {
  FIRST_THREE(3),
  ALL(Integer.MAX_VALUE);

  private final int most;

  TrainingImages(int most) {
    this.most = most;
  }

  public int most() {
    return most;
  }

  /**
   * What the two flags ask for; null is absent. All nine cases are in contract section 2.
   *
   * <p>All images come when {@code all} says so or {@code preview} denies itself, unless the other
   * flag says the opposite: then each cancels the other, and the default of three holds.
   */
  public static TrainingImages of(@Nullable Boolean all, @Nullable Boolean preview) {
    boolean wanted = Boolean.TRUE.equals(all) || Boolean.FALSE.equals(preview);
    boolean denied = Boolean.FALSE.equals(all) || Boolean.TRUE.equals(preview);
    return wanted && !denied ? ALL : FIRST_THREE;
  }
}
