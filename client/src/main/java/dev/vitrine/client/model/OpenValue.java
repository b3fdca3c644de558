package dev.vitrine.client.model;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A value of an enumeration that the platform may add to. Equal if the text is; those known are
 * constants of their type.
 */
@JsonDeserialize(using = OpenValueReader.class)
public abstract class OpenValue {
  private final String value;
  private final boolean known;

  OpenValue(String value, boolean known) {
    this.value = value;
    this.known = known;
  }

  /** The text that stands for it in JSON. */
  @JsonValue
  public final String value() {
    return value;
  }

  /** Whether this version of the client knows it. */
  public final boolean isKnown() {
    return known;
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // Subclasses are closed, and differ.
  public final boolean equals(@Nullable Object other) {
    return other != null
        && other.getClass() == getClass()
        && value.equals(((OpenValue) other).value);
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  /** The text that stands for it in JSON. */
  @Override
  public final String toString() {
    return value;
  }
}
