package dev.vitrine.index;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Quietens what Lucene says once per process about how it was started (that vectors would be faster
 * with an incubating module, that files are mapped): none of it is for whoever runs the server.
 */
final class LuceneLog {
  /** Held, since a logger that nobody holds forgets its level. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider"),
          Logger.getLogger("org.apache.lucene.store.MemorySegmentIndexInputProvider"),
          Logger.getLogger("org.apache.lucene.store.MMapDirectory"));

  private LuceneLog() {}

  static void quieten() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
