package dev.vitrine.server.config;

import dev.vitrine.asset.SigningKey;
import dev.vitrine.catalog.UploadLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of assets are kept, and what is made of them.
 *
 * @param store what keeps them
 * @param folder where files are kept; null for a folder of the data folder
 * @param largest bytes of one asset
 * @param largestUpload bytes of one file that is uploaded in parts
 * @param uploadsKeptFor how long an upload is remembered after anything was done with it last
 * @param renditionCache bytes on disk of renditions that were made
 * @param renditionHeapShare part of the heap that renditions being made may hold
 * @param signingKeys what URLs are signed with, the newest first; none for those in the data folder
 */
public record AssetsConfig(
    Store store,
    @Nullable Path folder,
    ByteSize largest,
    ByteSize largestUpload,
    Duration uploadsKeptFor,
    ByteSize renditionCache,
    double renditionHeapShare,
    List<SigningKey> signingKeys) {
  /** The defaults. */
  public static final AssetsConfig STANDARD =
      new AssetsConfig(
          Store.FILES,
          null,
          new ByteSize(16L << 30),
          new ByteSize(UploadLimits.STANDARD.mostBytes()),
          UploadLimits.STANDARD.keptFor(),
          new ByteSize(2L << 30),
          0.25,
          List.of());

  /** What keeps the bytes. */
  public enum Store {
    FILES,
    S3
  }

  public AssetsConfig {
    signingKeys = List.copyOf(signingKeys);
  }

  /** What uploads are held to. */
  public UploadLimits uploads() {
    return new UploadLimits(Math.min(largest.bytes(), largestUpload.bytes()), uploadsKeptFor);
  }
}
