package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.error.VitrineException;
import dev.vitrine.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes assets of uploads that are complete, on threads of its own: whoever completes an upload
 * waits for a moment, and asks again if that was not enough. What a server did not finish, another
 * one or the next one does ({@link UploadSweep}).
 */
public final class UploadCompletion implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadCompletion.class);

  /** How long a request waits for its asset. */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Imports at a time: each reads and writes as fast as the store can. */
  private static final int AT_A_TIME = 4;

  private static final Duration LAST_WAIT = Duration.ofSeconds(10);

  private final Uploads uploads;
  private final UploadImport imports;
  private final Semaphore turns = new Semaphore(AT_A_TIME, true);
  private final ConcurrentMap<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("upload-", 0).factory());

  /** Those whose failure is in the log already. */
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  private volatile boolean closing;

  public UploadCompletion(
      Uploads uploads,
      AssetStore blobs,
      UploadedAssets assets,
      UploadListener listener,
      InstantSource clock) {
    this.uploads = uploads;
    this.imports = new UploadImport(uploads, blobs, assets, listener, clock, () -> closing);
  }

  /**
   * Completes an upload: the asset is made of it. Completing it again changes nothing.
   *
   * @param patience how long to wait for the asset
   * @return the upload as it is then: imported, failed, or still being validated
   * @throws VitrineException as {@link Uploads#complete}
   */
  public StoredUpload complete(Caller.KeyHolder caller, String id, Duration patience) {
    StoredUpload upload = uploads.complete(caller, id);
    if (upload.status() != UploadStatus.VALIDATING) {
      return upload;
    }
    try {
      begin(id).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return upload;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return upload;
    } catch (ExecutionException e) {
      return upload; // Logged; it is gone on with later.
    }
    return uploads.get(caller, id);
  }

  /** Goes on with an upload that is complete, some time. */
  void resume(String id) {
    var _ = begin(id);
  }

  /** Goes on with an upload, unless that is being done here already. */
  private CompletableFuture<Void> begin(String id) {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> other = underWay.putIfAbsent(id, begun);
    if (other != null) {
      return other;
    }
    threads.execute(() -> work(id, begun));
    return begun;
  }

  private void work(String id, CompletableFuture<Void> end) {
    try {
      turns.acquire();
      try {
        if (!closing) {
          imports.run(id);
        }
      } finally {
        turns.release();
      }
      failing.remove(id);
      underWay.remove(id);
      end.complete(null);
    } catch (Throwable failure) { // Whoever waits is told, and it is tried again.
      underWay.remove(id);
      log(id, failure);
      end.completeExceptionally(failure);
    }
  }

  /** Of a row of failures of one upload the first is logged. */
  private void log(String id, Throwable failure) {
    if (closing || failure instanceof InterruptedException) {
      LOG.debug("Upload {} is left for later", id);
    } else if (failing.add(id)) {
      switch (failure) {
        case AssetStoreException passing -> waits(id, passing.getMessage());
        case StoreException passing -> waits(id, passing.getMessage());
        case VitrineException passing -> waits(id, passing.reason());
        default -> LOG.error("Upload {} cannot be imported, and is tried again", id, failure);
      }
    }
  }

  private static void waits(String id, @Nullable String why) {
    LOG.warn("Upload {} cannot be imported now, and is tried again: {}", id, why);
  }

  /** Breaks off what is under way: it is gone on with by the next server. */
  @Override
  public void close() {
    closing = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
