package dev.vitrine.catalog;

/**
 * Where in the input a document stands.
 *
 * @param source the file, or {@code -} for standard input
 * @param line it begins on, from 1
 * @param index of the element of an array, from 0; negative if it is in none
 */
public record SourcePlace(String source, long line, long index) {
  /** As errors show it: {@code models.json:120 (index 3)}. */
  @Override
  public String toString() {
    return source + ":" + line + (index < 0 ? "" : " (index " + index + ")");
  }
}
