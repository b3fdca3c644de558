package dev.vitrine.s3;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobTooLargeException;
import dev.vitrine.asset.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A stream on its way into a bucket: in one piece if it fits a part, else part by part. A part
 * waits on the disk until all of it has come, and only while it is sent on does it take a turn:
 * however slowly a stream comes, no other waits for it.
 */
final class Upload implements AutoCloseable {
  /** All but the last part of an object have this length: some stores insist on that. */
  static final int PART_BYTES = 8 << 20;

  /** The longest object that S3 takes in such parts. */
  static final long MOST_BYTES = 10_000L * PART_BYTES;

  /** What is no longer than this waits in memory. */
  private static final int BUFFER_BYTES = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  private final Bucket bucket;
  private final String key;
  private final Path spoolFolder;
  private final Semaphore turns;
  private final MessageDigest digest = Digests.sha256();
  private final MessageDigest md5 = Digests.md5();
  private final List<CompletedPart> parts = new ArrayList<>();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private @Nullable Spool spool;
  private @Nullable String upload;

  /**
   * An upload to an object that is not there yet.
   *
   * @param spoolFolder where parts wait
   * @param turns how many parts are sent at a time; one is waited for as long as sending a part may
   *     take
   */
  Upload(Bucket bucket, String key, Path spoolFolder, Semaphore turns) {
    this.bucket = bucket;
    this.key = key;
    this.spoolFolder = spoolFolder;
    this.turns = turns;
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
      Piece piece = next(bytes, most - size);
      if (piece.length() > most - size) {
        throw new BlobTooLargeException(most);
      }
      size += piece.length();
      boolean last = piece.length() < PART_BYTES;
      if (last && parts.isEmpty()) {
        inTurn(piece, () -> bucket.put(key, piece));
      } else if (piece.length() > 0) {
        inTurn(piece, () -> putPart(piece));
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

  private void putPart(Piece piece) {
    String name = upload;
    if (name == null) {
      name = bucket.beginParts(key);
      upload = name;
    }
    parts.add(bucket.putPart(key, name, parts.size() + 1, piece));
  }

  /** What comes next: a part, all up to the end of the stream, or one byte more than allowed. */
  private Piece next(InputStream bytes, long most) throws IOException {
    int length = 0;
    while (true) {
      int wanted = (int) Math.min(Math.min(BUFFER_BYTES, PART_BYTES - length), most + 1 - length);
      int count = bytes.readNBytes(buffer, 0, wanted);
      digest.update(buffer, 0, count);
      md5.update(buffer, 0, count);
      boolean whole = count < wanted || length + count > most || length + count == PART_BYTES;
      if (whole && length == 0) {
        return Piece.of(buffer, count, md5);
      }
      Spool waiting = spool();
      waiting.write(length, buffer, count);
      length += count;
      if (whole) {
        return Piece.of(waiting, length, md5);
      }
    }
  }

  private Spool spool() {
    Spool known = spool;
    Spool waiting = known == null ? Spool.create(spoolFolder) : known;
    spool = waiting;
    return waiting;
  }

  /** What is little takes no turn: it is sent in a moment. */
  private void inTurn(Piece piece, Runnable send) {
    if (piece.length() <= BUFFER_BYTES) {
      send.run();
      return;
    }
    boolean mine = false;
    try {
      mine = turns.tryAcquire(bucket.time(PART_BYTES).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!mine) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE,
          "Too many large uploads to S3 at once: try again later.",
          null);
    }
    try {
      send.run();
    } finally {
      turns.release();
    }
  }

  /** Aborts what was not completed. */
  @Override
  public void close() {
    if (spool != null) {
      spool.close();
    }
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
  }
}
