package dev.vitrine.s3;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobInfo;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blobs as objects in an S3 bucket, one for each time that bytes are stored, under random names.
 * Needs a bucket whose lists show at once what was written, as Amazon's do.
 *
 * <p>While S3 is away calls fail within seconds, and work again when it is back. No request is made
 * before the first call.
 */
public final class S3AssetStore implements AssetStore {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
  private static final Duration ABANDONED = Duration.ofDays(7);
  private static final Duration STALE = Duration.ofDays(1);

  /** Parts sent at a time: of the connections to S3 they leave most to others. */
  static final int TURNS = 32;

  private static final Logger LOG = LoggerFactory.getLogger(S3AssetStore.class);

  private final S3Settings settings;
  private final Bucket bucket;
  private final Marks marks;
  private final OwnerObject owner;
  private final Path spoolFolder;
  private final Semaphore turns = new Semaphore(TURNS, true);

  private volatile boolean closed;

  private S3AssetStore(S3Settings settings, Path spoolFolder) {
    this.settings = settings;
    this.spoolFolder = spoolFolder;
    this.bucket = new Bucket(settings);
    this.owner = new OwnerObject(bucket);
    this.marks = new Marks(bucket, settings.answerTimeout());
  }

  /**
   * A store in a bucket, which is not looked at yet.
   *
   * @param spoolFolder where what is uploaded waits until it is sent on, up to 8 MiB for each
   *     upload under way; made when it is needed. What a killed process has left there is removed
   */
  public static S3AssetStore open(S3Settings settings, Path spoolFolder) {
    Spool.clear(spoolFolder);
    return new S3AssetStore(settings, spoolFolder);
  }

  /** Whether a text could be the key of a blob. */
  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  @Override
  public StoredBlob put(InputStream bytes, long mostBytes) throws IOException {
    checkOpen();
    String key = UUID.randomUUID().toString().replace("-", "");
    try (Upload upload = new Upload(bucket, key, spoolFolder, turns)) {
      // What comes in parts is as old as their beginning, which may be long ago.
      return upload.receive(bytes, mostBytes, () -> marks.markTouched(key));
    }
  }

  @Override
  public @Nullable BlobReader open(String key) {
    checkOpen();
    Long size = isKey(key) ? bucket.size(key) : null;
    return size == null ? null : new S3BlobReader(bucket, key, size);
  }

  @Override
  public boolean exists(String key) {
    checkOpen();
    return isKey(key) && bucket.size(key) != null;
  }

  @Override
  public boolean touch(String key) {
    checkOpen();
    return isKey(key) && marks.touch(key);
  }

  @Override
  public void delete(String key) {
    checkOpen();
    if (isKey(key)) {
      bucket.delete(key);
      bucket.delete(key + Marks.TOUCHED);
    }
  }

  @Override
  public boolean deleteUntouchedSince(String key, Instant instant) {
    checkOpen();
    return isKey(key) && marks.collect(key, instant);
  }

  @Override
  public void each(Consumer<BlobInfo> found) {
    checkOpen();
    list(found, stale -> {});
  }

  private void list(Consumer<BlobInfo> found, Consumer<String> stale) {
    Listing listing = new Listing(found, stale, Instant.now().minus(STALE));
    bucket.list("", listing::add);
    listing.end();
  }

  @Override
  public void tidy() {
    checkOpen();
    list(blob -> {}, bucket::delete);
    try {
      bucket.abortPartsBefore(
          Instant.now().minus(ABANDONED),
          name -> LOG.info("Aborted an upload to {} that was left", name));
    } catch (AssetStoreException e) {
      // Not all that speak S3 list them.
      LOG.warn("Uploads that were left cannot be cleared away: {}", e.getMessage());
    }
  }

  @Override
  public @Nullable String owner() {
    checkOpen();
    return owner.read();
  }

  @Override
  public String claim(String catalogue) {
    checkOpen();
    return owner.claim(catalogue);
  }

  @Override
  public void handOver(String catalogue) {
    checkOpen();
    owner.replace(catalogue);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      bucket.close();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "The store of assets is closed.", null);
    }
  }

  @Override
  public String toString() {
    return "S3AssetStore[" + settings.bucket() + "/" + settings.prefix() + "]";
  }
}
