package dev.vitrine.s3;

import dev.vitrine.asset.BlobInfo;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one blob of each blob and the marks beside it, which follow it in a list by names. Marks
 * that outlived their blob, or whoever made them, are handed over apart.
 */
final class Listing {
  private final Consumer<BlobInfo> found;
  private final Consumer<String> stale;
  private final Instant old;
  private @Nullable BlobInfo last;

  /**
   * An empty list.
   *
   * @param old marks that mean nothing are handed over if they were made before this
   */
  Listing(Consumer<BlobInfo> found, Consumer<String> stale, Instant old) {
    this.found = found;
    this.stale = stale;
    this.old = old;
  }

  void add(Bucket.Entry entry) {
    String name = entry.name();
    if (S3AssetStore.isKey(name)) {
      end();
      last = new BlobInfo(name, entry.size(), entry.modifiedAt());
      return;
    }
    int dot = name.indexOf('.');
    if (dot < 0 || !S3AssetStore.isKey(name.substring(0, dot))) {
      return; // Somebody else's.
    }
    BlobInfo blob = last;
    if (blob != null && name.equals(blob.key() + Marks.TOUCHED)) {
      if (entry.modifiedAt().isAfter(blob.touchedAt())) {
        last = new BlobInfo(blob.key(), blob.size(), entry.modifiedAt());
      }
    } else if (entry.modifiedAt().isBefore(old)
        && (name.endsWith(Marks.TOUCHED) || name.startsWith(Marks.CONDEMNED, dot))) {
      stale.accept(name);
    }
  }

  void end() {
    if (last != null) {
      BlobInfo blob = last;
      last = null;
      found.accept(blob);
    }
  }
}
