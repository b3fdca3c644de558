package dev.vitrine.index;

import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NRTCachingDirectory;

/**
 * Keeps the small files of a fresh part of the index in memory until it is committed, so that a
 * list that shows a write needs no file.
 */
final class SmallFilesInMemory extends NRTCachingDirectory {
  private static final double FILE_MEGABYTES = 4;
  private static final double ALL_MEGABYTES = 32;

  SmallFilesInMemory(Directory directory) {
    super(directory, FILE_MEGABYTES, ALL_MEGABYTES);
  }

  /** Those of stored fields too, which Lucene opens before it knows their size: none is stored. */
  @Override
  protected boolean doCacheWrite(String name, IOContext context) {
    return super.doCacheWrite(name, context)
        || (context.mergeInfo() == null && name.matches(".*\\.fd[tmx]"));
  }
}
