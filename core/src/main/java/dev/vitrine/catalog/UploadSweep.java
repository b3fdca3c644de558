package dev.vitrine.catalog;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.WriteResult;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after uploads: goes on with those that a server completed and did not live to import, and
 * forgets those that nobody has done anything with for long; their blobs are garbage then. Not for
 * two threads at a time.
 */
public final class UploadSweep {
  private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);
  private static final int PAGE = 200;

  private final DocumentStore store;
  private final UploadCompletion completion;
  private final Set<String> validating = new HashSet<>();

  /** Up to here, all uploads have been looked at. */
  private Position seen = Position.START;

  /** Up to here, all uploads have been forgotten. */
  private Position forgotten = Position.START;

  public UploadSweep(DocumentStore store, UploadCompletion completion) {
    this.store = store;
    this.completion = completion;
  }

  /** Does all there is to do now; what takes long goes on afterwards. */
  public void sweep(Instant now) {
    look();
    validating.forEach(completion::resume);
    forget(now);
  }

  private void look() {
    boolean more = true;
    while (more) {
      switch (changes(seen)) {
        case Feed.Changes(var page, var next, var further) -> {
          page.forEach(change -> validating.remove(change.key().id()));
          Documents.each(store, keys(page), this::note);
          seen = next;
          more = further;
        }
        case Feed.Expired expired -> seen = Position.START;
      }
    }
  }

  private void note(Document document) {
    try {
      if (StoredUpload.decode(document.body().array()).status() == UploadStatus.VALIDATING) {
        validating.add(document.key().id());
      }
    } catch (CorruptDocumentException e) {
      LOG.warn("Upload {} is damaged: {}", document.key().id(), e.getMessage());
    }
  }

  /**
   * Every write puts off the end of an upload by the same time, so that they come in the order of
   * their ends, and the first one that lives ends the search.
   */
  private void forget(Instant now) {
    while (true) {
      switch (changes(forgotten)) {
        case Feed.Expired expired -> forgotten = Position.START;
        case Feed.Changes(var page, var next, var more) -> {
          Forgetting forgetting = new Forgetting(now);
          Documents.each(store, keys(page), forgetting::take);
          if (forgetting.living > 0) {
            return;
          }
          forgotten = next;
          if (!more) {
            return;
          }
        }
      }
    }
  }

  private final class Forgetting {
    private final Instant now;
    private int living;

    private Forgetting(Instant now) {
      this.now = now;
    }

    private void take(Document document) {
      try {
        StoredUpload upload = StoredUpload.decode(document.body().array());
        boolean over =
            upload.isOver(now)
                && store.delete(document.key(), document.revision()) instanceof WriteResult.Stored;
        if (!over && !upload.expiresAt().isBefore(now)) {
          living++;
        }
      } catch (CorruptDocumentException e) {
        return; // What cannot be read is left for whoever repairs it.
      }
    }
  }

  private static List<Key> keys(List<Change> page) {
    return page.stream().filter(change -> !change.deleted()).map(Change::key).toList();
  }

  private Feed changes(Position after) {
    try {
      return store.changes(after, Set.of(Kind.UPLOAD), PAGE);
    } catch (IllegalArgumentException e) {
      return new Feed.Expired(); // Another store's position: a backup was put back.
    }
  }
}
