package dev.vitrine.catalog;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes an asset of an upload whose parts are all there. Each step is written down, so that whoever
 * goes on after a crash does not begin again, and makes no second asset.
 */
final class UploadImport {
  /** How long an import that is not heard of any more keeps others from going on with it. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration RENEWED_AFTER = LEASE.dividedBy(3);

  private final Uploads uploads;
  private final AssetStore blobs;
  private final UploadedAssets assets;
  private final UploadListener listener;
  private final InstantSource clock;
  private final BooleanSupplier closing;
  private final String holder = UUID.randomUUID().toString();

  /**
   * Imports.
   *
   * @param closing whether work under way is to be broken off
   */
  UploadImport(
      Uploads uploads,
      AssetStore blobs,
      UploadedAssets assets,
      UploadListener listener,
      InstantSource clock,
      BooleanSupplier closing) {
    this.uploads = uploads;
    this.blobs = blobs;
    this.assets = assets;
    this.listener = listener;
    this.clock = clock;
    this.closing = closing;
  }

  /** Somebody else has taken over. */
  private static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Joining the parts was broken off, and why. */
  private static final class BrokenOffException extends IOException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException why;

    private BrokenOffException(RuntimeException why) {
      super(why);
      this.why = why;
    }
  }

  /**
   * Goes on with an upload until it is imported or has failed; nothing if it is not to be, or if
   * somebody else is at it.
   *
   * @throws dev.vitrine.asset.AssetStoreException if it cannot go on now
   * @throws dev.vitrine.store.StoreException if it cannot go on now
   * @throws CancellationException if it was broken off
   */
  void run(String id) {
    try {
      StoredUpload upload = lease(id);
      if (upload != null) {
        advance(upload);
      }
    } catch (LostException e) {
      return; // Whoever took over does the rest.
    } catch (VitrineException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
    }
  }

  private void advance(StoredUpload leased) {
    String id = leased.id();
    String assetId = leased.assetId();
    if (assetId == null) {
      throw new IllegalStateException("an upload that is completed has an id for its asset");
    }
    try {
      StoredBlob whole = whole(leased);
      if (!blobs.touch(whole.key())) {
        throw new PartsStream.MissingPartException();
      }
      assets.make(leased, assetId, whole);
      ended(mine(id, StoredUpload::imported));
    } catch (PartsStream.MissingPartException e) {
      fail(id, "The bytes of the upload are no longer there: send the file again");
    } catch (BrokenOffException e) {
      throw e.why;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (VitrineException e) {
      if (e.code().fault() != ErrorCode.Fault.CALLER) {
        throw e;
      }
      fail(id, e.reason());
    }
  }

  private void fail(String id, String why) {
    ended(mine(id, upload -> upload.failed(why)));
  }

  private void ended(StoredUpload upload) {
    listener.ended(upload.status(), upload.fileSize());
  }

  /** All parts as one blob, which the upload names from then on. */
  private StoredBlob whole(StoredUpload upload) throws IOException {
    StoredBlob known = upload.whole();
    if (known != null) {
      return known;
    }
    if (upload.partsCount() == 1) {
      return upload.parts().firstEntry().getValue();
    }
    StoredBlob joined;
    try (PartsStream parts =
        new PartsStream(blobs, upload.parts().values(), keepingLease(upload.id()))) {
      joined = blobs.put(parts, upload.fileSize());
    }
    if (joined.size() != upload.fileSize()) {
      throw new PartsStream.MissingPartException();
    }
    var _ = mine(upload.id(), leased -> leased.withWhole(joined));
    return joined;
  }

  private PartsStream.Check keepingLease(String id) {
    return new PartsStream.Check() {
      private Instant renewed = clock.instant();

      @Override
      public void run() throws IOException {
        try {
          if (closing.getAsBoolean()) {
            throw new CancellationException("the server is shutting down");
          }
          Instant now = clock.instant();
          if (renewed.plus(RENEWED_AFTER).isBefore(now)) {
            var _ = mine(id, upload -> upload.withLease(newLease()));
            renewed = now;
          }
        } catch (RuntimeException e) {
          throw new BrokenOffException(e);
        }
      }
    };
  }

  private StoredUpload.Lease newLease() {
    return new StoredUpload.Lease(holder, clock.instant().plus(LEASE));
  }

  private @Nullable StoredUpload lease(String id) {
    StoredUpload.Lease taken = newLease();
    StoredUpload upload =
        uploads.change(
            id,
            found ->
                found.status() == UploadStatus.VALIDATING && isFree(found.lease())
                    ? found.withLease(taken)
                    : found);
    return upload.status() == UploadStatus.VALIDATING && taken.holder().equals(holderOf(upload))
        ? upload
        : null;
  }

  private boolean isFree(StoredUpload.@Nullable Lease lease) {
    return lease == null
        || lease.holder().equals(holder)
        || lease.until().isBefore(clock.instant());
  }

  private static @Nullable String holderOf(StoredUpload upload) {
    StoredUpload.Lease lease = upload.lease();
    return lease == null ? null : lease.holder();
  }

  private interface Step {
    StoredUpload of(StoredUpload upload);
  }

  /** Writes a step, unless somebody else has taken over. */
  private StoredUpload mine(String id, Step step) {
    return uploads.change(
        id,
        upload -> {
          if (upload.status() != UploadStatus.VALIDATING || !holder.equals(holderOf(upload))) {
            throw new LostException();
          }
          return step.of(upload);
        });
  }
}
