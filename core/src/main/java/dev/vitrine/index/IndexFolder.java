package dev.vitrine.index;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * Where generations of the index lie, and which of them is the current one. A generation is built
 * beside the current one and takes its place in one step.
 */
interface IndexFolder {
  /** The current generation; null if there is none. */
  @Nullable String current() throws IOException;

  /** Opens a generation's files. */
  Directory open(String generation) throws IOException;

  /** Makes room for a new generation and names it. */
  String create() throws IOException;

  /** Makes a generation the current one. */
  void publish(String generation) throws IOException;

  /** Removes a generation, unless somebody has it open. */
  void remove(String generation) throws IOException;

  /**
   * Removes all generations but the current one and those that somebody has open: called by whoever
   * holds the lock, so that none is being built.
   */
  void removeUnused() throws IOException;

  /** Takes the right to build a generation, which one at a time has; null if another has it. */
  @Nullable Closeable tryLock() throws IOException;
}
