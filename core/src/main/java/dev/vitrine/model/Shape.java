package dev.vitrine.model;

import java.util.Map;
import java.util.Set;

/**
 * The form a value must have. Types bind everyone; the bounds, which include lists of known values,
 * bind writes through the API only (contract section 4).
 */
public sealed interface Shape {
  /** Anything at all, nulls included. */
  record Open() implements Shape {}

  record Text(TextBounds bounds) implements Shape {}

  record Numeral(NumberBounds bounds) implements Shape {}

  /** A boolean, or the string {@code "true"} or {@code "false"}, which becomes one. */
  record Flag() implements Shape {}

  /**
   * An array.
   *
   * @param most elements it may have when written through the API
   */
  record ListOf(Shape element, int most) implements Shape {}

  /**
   * An object.
   *
   * @param known documented members; a null among them means unset
   * @param others what every other member must be
   * @param required members it must have when written through the API
   * @param most members it may have when written through the API
   */
  record ObjectOf(Map<String, Shape> known, Shape others, Set<String> required, int most)
      implements Shape {}
}
