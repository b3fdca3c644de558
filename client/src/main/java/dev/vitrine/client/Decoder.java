package dev.vitrine.client;

/** Makes a result of an answer that is a success; what it throws fails the attempt. */
@FunctionalInterface
interface Decoder<T> {
  T decode(Answer answer);
}
