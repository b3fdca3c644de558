package dev.vitrine.index;

import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges on threads of their own, and logs what fails there: the writer tries again later. */
final class Merges extends ConcurrentMergeScheduler {
  private static final Logger LOG = LoggerFactory.getLogger(Merges.class);

  @Override
  protected void handleMergeException(Throwable failure) {
    if (!(failure instanceof MergePolicy.MergeAbortedException)) {
      LOG.warn("Parts of the index could not be merged", failure);
    }
  }
}
