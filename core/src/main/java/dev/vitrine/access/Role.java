package dev.vitrine.access;

import java.util.Locale;
import java.util.Optional;

/** What a key may do in its project; each role may do all that the ones before it may. */
public enum Role {
  READER,
  EDITOR,
  ADMIN;

  /** The name on the wire: {@code editor}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> ofWireName(String name) {
    for (Role role : values()) {
      if (role.wireName().equals(name)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
