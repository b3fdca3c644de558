package dev.vitrine.row;

/** For whom a row is made: what it contains depends on nothing else about the caller. */
public enum Audience {
  /** Callers of the owning project, who get training images. */
  OWNER,
  /** Everyone else who may see the model. */
  OTHERS
}
