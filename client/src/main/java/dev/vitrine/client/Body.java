package dev.vitrine.client;

/** The body of an answer as it comes from the network. */
sealed interface Body {
  /** All of it. */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record Whole(byte[] bytes) implements Body {}

  /** What is still coming. */
  record Coming(BodyPipe pipe) implements Body {}
}
