package dev.vitrine.asset;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An asset as it is stored.
 *
 * @param row what callers see of it, but for {@code url}
 * @param blob its bytes
 * @param deleting whether it is about to be deleted: nobody may begin to use it
 * @param withdrawing whether it has become private, and has yet to be taken out of the models of
 *     other projects
 * @param lockId what a locked canvas is changed and unlocked with; null if it is not locked
 */
public record AssetDocument(
    JsonObject row,
    StoredBlob blob,
    boolean deleting,
    boolean withdrawing,
    @Nullable String lockId) {
  private static final String ROW = "row";
  private static final String BLOB = "blob";
  private static final String KEY = "key";
  private static final String SHA256 = "sha256";
  private static final String SIZE = "size";
  private static final String DELETING = "deleting";
  private static final String WITHDRAWING = "withdrawing";
  private static final String LOCK = "lockId";

  private static final Pattern SIZES = Pattern.compile("[0-9]{1,18}");

  /** An asset that is there to stay. */
  public static AssetDocument of(JsonObject row, StoredBlob blob) {
    return new AssetDocument(row, blob, false, false, null);
  }

  /**
   * Decodes stored bytes.
   *
   * @throws CorruptDocumentException if they are no asset
   */
  public static AssetDocument decode(byte[] stored) {
    JsonObject document = DocumentCodec.decode(stored);
    JsonObject row = document.object(ROW);
    JsonObject blob = document.object(BLOB);
    if (row == null || row.text("id") == null) {
      throw new CorruptDocumentException("holds no row");
    }
    if (blob == null
        || !(blob.get(KEY) instanceof JsonString(String key))
        || !(blob.get(SHA256) instanceof JsonString(String sha256))
        || !(blob.get(SIZE) instanceof JsonNumber(String size))) {
      throw new CorruptDocumentException("names no blob");
    }
    if (!SIZES.matcher(size).matches()) {
      throw new CorruptDocumentException("has a blob without a size");
    }
    return new AssetDocument(
        row,
        new StoredBlob(key, sha256, Long.parseLong(size)),
        document.get(DELETING) != null,
        document.get(WITHDRAWING) != null,
        document.text(LOCK));
  }

  public byte[] encode() {
    JsonObject document =
        JsonObject.of(ROW, row)
            .with(
                BLOB,
                JsonObject.of(KEY, new JsonString(blob.key()))
                    .with(SHA256, new JsonString(blob.sha256()))
                    .with(SIZE, new JsonNumber(blob.size())));
    if (deleting) {
      document = document.with(DELETING, new JsonString("true"));
    }
    if (withdrawing) {
      document = document.with(WITHDRAWING, new JsonString("true"));
    }
    return DocumentCodec.encode(
        lockId == null ? document : document.with(LOCK, new JsonString(lockId)));
  }

  /** This asset with another row. */
  public AssetDocument withRow(JsonObject other) {
    return new AssetDocument(other, blob, deleting, withdrawing, lockId);
  }

  /** This asset about to be deleted, or not. */
  public AssetDocument deleting(boolean now) {
    return new AssetDocument(row, blob, now, withdrawing, lockId);
  }

  /** This asset, still to be taken out of the models of other projects, or not. */
  public AssetDocument withdrawing(boolean now) {
    return new AssetDocument(row, blob, deleting, now, lockId);
  }

  /** This asset with other bytes. */
  public AssetDocument withBlob(StoredBlob other) {
    return new AssetDocument(row, other, deleting, withdrawing, lockId);
  }

  /** This asset with another lock, or none. */
  public AssetDocument withLock(@Nullable String other) {
    return new AssetDocument(row, blob, deleting, withdrawing, other);
  }

  public String id() {
    String id = row.text("id");
    if (id == null) {
      throw new IllegalStateException("an asset without an id");
    }
    return id;
  }

  /** The lock is in here. */
  @Override
  public String toString() {
    return "AssetDocument[" + row.text("id") + "]";
  }
}
