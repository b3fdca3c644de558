package dev.vitrine.s3;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A blob in a bucket, asked for part by part. A part that is being read when the blob is deleted is
 * read to its end; no other part can be had then.
 */
final class S3BlobReader implements BlobReader {
  private final Bucket bucket;
  private final String key;
  private final long size;

  S3BlobReader(Bucket bucket, String key, long size) {
    this.bucket = bucket;
    this.key = key;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream stream(long from, long length) {
    if (from < 0 || length < 0 || length > size - from) {
      throw new IndexOutOfBoundsException(from + " + " + length + " of " + size);
    }
    return length == 0
        ? InputStream.nullInputStream()
        : new Part(bucket.get(key, from, length), length);
  }

  @Override
  public void close() {
    // Each part holds its own connection.
  }

  /** A part as it arrives: all of it, or an exception. */
  private final class Part extends InputStream {
    /** With less to come it is cheaper to read it than to open another connection. */
    private static final long LITTLE = 64 << 10;

    private final ResponseInputStream<GetObjectResponse> bytes;
    private long left;
    private boolean broken;

    private Part(ResponseInputStream<GetObjectResponse> bytes, long length) {
      this.bytes = bytes;
      this.left = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (left == 0) {
        return -1;
      }
      int count;
      try {
        count = bytes.read(into, offset, (int) Math.min(length, left));
      } catch (IOException | SdkException e) {
        throw broken(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
      }
      if (count < 0) {
        throw broken("the connection ended " + left + " bytes too early", null);
      }
      left -= count;
      return count;
    }

    private AssetStoreException broken(String why, @Nullable Throwable cause) {
      broken = true;
      return bucket.trouble().unavailable("failed in the middle of a blob (" + why + ")", cause);
    }

    @Override
    public void close() throws IOException {
      if (broken || left > LITTLE) {
        bytes.abort();
      } else {
        bytes.close();
      }
    }
  }
}
