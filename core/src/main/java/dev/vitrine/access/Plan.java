package dev.vitrine.access;

import java.util.Locale;
import java.util.Optional;

/** A team's plan (contract section 1, "Who"). Plans never block reading. */
public enum Plan {
  FREE(0),
  CREATOR(25),
  PRO(50),
  TEAM(75),
  ENTERPRISE(100);

  private final int level;

  Plan(int level) {
    this.level = level;
  }

  /** The level compared with a model's {@code accessRestrictions}. */
  public int level() {
    return level;
  }

  /** The name on the wire: {@code pro}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Plan> ofWireName(String name) {
    for (Plan plan : values()) {
      if (plan.wireName().equals(name)) {
        return Optional.of(plan);
      }
    }
    return Optional.empty();
  }
}
