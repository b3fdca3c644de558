package dev.vitrine.s3;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobTooLargeException;
import dev.vitrine.asset.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A stream on its way into a bucket: in one piece if it fits a part, else part by part. Holds one
 * part in memory, and how many uploads hold more than a little is bounded.
 */
final class Upload implements AutoCloseable {
  /** All but the last part of an object have this length: some stores insist on that. */
  static final int PART_BYTES = 8 << 20;

  /** The longest object that S3 takes in such parts. */
  static final long MOST_BYTES = 10_000L * PART_BYTES;

  private static final int FIRST_BYTES = 64 << 10;
  private static final int LITTLE_BYTES = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  private final Bucket bucket;
  private final String key;
  private final Semaphore large;
  private final Duration patience;
  private final MessageDigest digest = sha256();
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] buffer = new byte[FIRST_BYTES];
  private boolean holdsLarge;
  private @Nullable String upload;

  /**
   * An upload to an object that is not there yet.
   *
   * @param large gives leave to hold a whole part
   * @param patience how long that leave is waited for
   */
  Upload(Bucket bucket, String key, Semaphore large, Duration patience) {
    this.bucket = bucket;
    this.key = key;
    this.large = large;
    this.patience = patience;
  }

  /**
   * Stores a stream to its end.
   *
   * @param beforeLast what is done before an object that came in parts appears
   */
  StoredBlob receive(InputStream bytes, long mostBytes, Runnable beforeLast) throws IOException {
    long most = Math.min(mostBytes, MOST_BYTES);
    long size = 0;
    while (true) {
      int length = fill(bytes, most - size);
      if (length > most - size) {
        throw new BlobTooLargeException(most);
      }
      digest.update(buffer, 0, length);
      size += length;
      boolean last = length < PART_BYTES;
      if (last && parts.isEmpty()) {
        bucket.put(key, buffer, length);
      } else if (length > 0) {
        putPart(length);
      }
      if (last) {
        if (upload != null) {
          beforeLast.run();
          bucket.completeParts(key, upload, parts);
          upload = null;
        }
        return new StoredBlob(key, HexFormat.of().formatHex(digest.digest()), size);
      }
    }
  }

  private void putPart(int length) {
    String name = upload;
    if (name == null) {
      name = bucket.beginParts(key);
      upload = name;
    }
    parts.add(bucket.putPart(key, name, parts.size() + 1, buffer, length));
  }

  /** Fills the buffer up to a part, the end of the stream, or one byte more than allowed. */
  private int fill(InputStream bytes, long most) throws IOException {
    int length = 0;
    while (true) {
      int wanted = (int) Math.min(buffer.length, most + 1) - length;
      int count = bytes.readNBytes(buffer, length, wanted);
      length += count;
      if (count < wanted || length > most || length == PART_BYTES) {
        return length;
      }
      grow();
    }
  }

  private void grow() {
    if (buffer.length == LITTLE_BYTES) {
      acquire();
    }
    buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, PART_BYTES));
  }

  private void acquire() {
    try {
      holdsLarge = large.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!holdsLarge) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE,
          "Too many large uploads to S3 at once: try again later.",
          null);
    }
  }

  /** Aborts what was not completed. */
  @Override
  public void close() {
    if (upload != null) {
      try {
        bucket.abortParts(key, upload);
      } catch (AssetStoreException e) {
        LOG.warn(
            "An upload in parts to {} was left behind, and is aborted by a later collection: {}",
            key,
            e.getMessage());
      }
    }
    if (holdsLarge) {
      large.release();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
