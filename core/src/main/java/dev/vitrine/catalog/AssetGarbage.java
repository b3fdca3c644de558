package dev.vitrine.catalog;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobInfo;
import dev.vitrine.asset.ForeignStoreException;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Collects blobs that no asset and no upload names, and that nobody needed for a while.
 *
 * <p>Only of a store that is the catalogue's own: in another's, everything would be garbage.
 *
 * <p>First all names are read, then all blobs. What is named later was stored or touched not long
 * before, so that it stays: whoever makes a document name a blob does so within the time of grace.
 * A run that is broken off has deleted nothing but garbage; the next one begins from the start.
 */
public final class AssetGarbage {
  /** How long what nobody names is kept, unless asked otherwise. */
  public static final Duration GRACE = Duration.ofHours(1);

  /** Documents or blobs between two reports. */
  private static final int REPORT_EVERY = 1000;

  private final DocumentStore store;
  private final AssetStore blobs;
  private final InstantSource clock;

  public AssetGarbage(DocumentStore store, AssetStore blobs, InstantSource clock) {
    this.store = store;
    this.blobs = blobs;
    this.clock = clock;
  }

  /**
   * What a run has found so far.
   *
   * @param names of blobs in assets and uploads
   * @param blobs that were looked at
   * @param garbage blobs that were deleted, or would have been
   * @param bytes of those
   */
  public record Found(long names, long blobs, long garbage, long bytes) {}

  /** Hears how a run goes on. May throw to break it off. */
  public interface Progress {
    Progress NONE = found -> {};

    void found(Found soFar);

    /**
     * Hears, before the first blob is deleted, that of all blobs in the store none is named. May
     * throw to keep them.
     */
    default void nothingNamed() {}
  }

  /**
   * Collects once.
   *
   * @param grace how long ago a blob was stored or touched last before it can be garbage: longer
   *     than anybody takes between storing a blob and naming it
   * @param dryRun whether nothing is deleted
   * @throws VitrineException UNAVAILABLE if a document is damaged: which blobs it names cannot be
   *     told, so that nothing is collected
   * @throws CancellationException if the thread was interrupted
   * @throws ForeignStoreException if the blobs are another catalogue's, or may be
   * @throws dev.vitrine.asset.AssetStoreException if they cannot be looked at now
   */
  public Found collect(Duration grace, boolean dryRun, Progress progress) {
    if (grace.isNegative()) {
      throw VitrineException.invalidParameter("grace", "must not be negative");
    }
    if (!isOwned()) {
      return new Found(0, 0, 0, 0);
    }
    Run run = new Run(clock.instant().minus(grace), dryRun, progress);
    run.readNames();
    blobs.each(run::look);
    if (!dryRun) {
      blobs.tidy();
    }
    progress.found(run.soFar());
    return run.soFar();
  }

  /** False if nobody owns the store, and there is nothing in it. */
  private boolean isOwned() {
    String owner = blobs.owner();
    String catalogue = CatalogueId.find(store);
    if (owner == null) {
      blobs.each(blob -> {
        throw ForeignStoreException.unowned();
      });
    } else if (!owner.equals(catalogue)) {
      throw ForeignStoreException.ownedBy(owner, catalogue == null ? "a new one" : catalogue);
    }
    return owner != null;
  }

  private final class Run {
    private final BlobNames names = new BlobNames();
    private final Instant until;
    private final boolean dryRun;
    private final Progress progress;
    private long documents;
    private long looked;
    private long garbage;
    private long bytes;
    private boolean warned;

    Run(Instant until, boolean dryRun, Progress progress) {
      this.until = until;
      this.dryRun = dryRun;
      this.progress = progress;
    }

    void readNames() {
      Records records = new Records(store);
      records.each(Kind.ASSET, this::readNames);
      records.each(Kind.UPLOAD, this::readNames);
      names.seal();
    }

    private void readNames(Document document) {
      try {
        for (StoredBlob blob : blobsOf(document)) {
          names.add(blob.key());
        }
      } catch (CorruptDocumentException e) {
        throw new VitrineException(
            ErrorCode.UNAVAILABLE,
            "Nothing is collected: "
                + document.key().kind().code()
                + " "
                + document.key().id()
                + " is damaged, and which bytes it needs cannot be told",
            Map.of("kind", document.key().kind().code(), "id", document.key().id()));
      }
      if (++documents % REPORT_EVERY == 0) {
        report();
      }
    }

    private static List<StoredBlob> blobsOf(Document document) {
      byte[] body = document.body().array();
      return document.key().kind() == Kind.ASSET
          ? List.of(AssetDocument.decode(body).blob())
          : StoredUpload.decode(body).blobs();
    }

    /** Whether a blob in the store is named. */
    private boolean namesAny() {
      AtomicBoolean any = new AtomicBoolean();
      blobs.each(blob -> any.compareAndSet(false, names.has(blob.key())));
      return any.get();
    }

    void look(BlobInfo blob) {
      if (++looked % REPORT_EVERY == 0) {
        report();
      }
      if (blob.touchedAt().isBefore(until) && !names.has(blob.key()) && (dryRun || delete(blob))) {
        garbage++;
        bytes += blob.size();
      }
    }

    private boolean delete(BlobInfo blob) {
      if (!warned) {
        warned = true;
        if (!namesAny()) {
          progress.nothingNamed();
        }
      }
      return blobs.deleteUntouchedSince(blob.key(), until);
    }

    private void report() {
      if (Thread.interrupted()) {
        throw new CancellationException("collecting was interrupted");
      }
      progress.found(soFar());
    }

    Found soFar() {
      return new Found(names.size(), looked, garbage, bytes);
    }
  }
}
