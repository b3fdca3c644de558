package dev.vitrine.model;

/**
 * Bounds of one JSON document (contract section 1, "JSON").
 *
 * @param bytes most bytes of UTF-8, as it is read and as it is written compactly
 * @param depth most levels of nesting: {@code {}} is one
 */
public record JsonLimits(int bytes, int depth) {
  /** A stored document: 4 MiB, 64 levels. */
  public static final JsonLimits DOCUMENT = new JsonLimits(4 << 20, 64);

  /** The body of a request: 1 MiB, 64 levels. */
  public static final JsonLimits REQUEST = new JsonLimits(1 << 20, 64);
}
