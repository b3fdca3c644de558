package dev.vitrine.s3;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.Owners;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The object that says which catalogue owns the blobs beside it. No blob has such a name. */
final class OwnerObject {
  private static final String NAME = "owner";

  private final Bucket bucket;

  OwnerObject(Bucket bucket) {
    this.bucket = bucket;
  }

  @Nullable String read() {
    Long size = bucket.size(NAME);
    if (size == null) {
      return null;
    }
    if (size == 0) {
      return Owners.read(new byte[0], where());
    }
    try (InputStream in = bucket.get(NAME, 0, Math.min(size, Owners.MOST_BYTES + 1))) {
      return Owners.read(in.readAllBytes(), where());
    } catch (IOException e) {
      throw bucket.trouble().unavailable("broke off an answer (" + e.getMessage() + ")", e);
    }
  }

  private String where() {
    return "The object " + bucket.shown(NAME);
  }

  /**
   * Writes an owner unless there is one, and reads it. Where S3 does not heed the condition, of two
   * that write at the same instant the last one stays; who was overwritten learns of it when it
   * next looks.
   */
  String claim(String catalogue) {
    String before = read();
    if (before != null) {
      return before;
    }
    byte[] text = Owners.write(catalogue);
    bucket.putNew(NAME, text);
    String now = read();
    if (now == null) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, where() + " does not stay.", null);
    }
    return now;
  }

  /** Writes an owner in place of any other. */
  void replace(String catalogue) {
    byte[] text = Owners.write(catalogue);
    bucket.put(NAME, Piece.of(text, text.length));
  }
}
