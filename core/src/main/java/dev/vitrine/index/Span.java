package dev.vitrine.index;

/** A range of numbers or of keys, both ends included. */
record Span(long from, long until) {
  static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

  boolean isEmpty() {
    return from > until;
  }
}
