package dev.vitrine.model;

import java.util.Map;

/**
 * The form a value must have, without bounds or enumerations: those bind API writes only (contract
 * section 4).
 */
public sealed interface Shape {
  /** Anything at all, nulls included. */
  record Open() implements Shape {}

  record Text() implements Shape {}

  record Numeral() implements Shape {}

  /** A boolean, or the string {@code "true"} or {@code "false"}, which becomes one. */
  record Flag() implements Shape {}

  record ListOf(Shape element) implements Shape {}

  /**
   * An object.
   *
   * @param known documented members; a null among them means unset
   * @param others what every other member must be
   */
  record ObjectOf(Map<String, Shape> known, Shape others) implements Shape {}
}
