package dev.vitrine.image;

import dev.vitrine.asset.BlobReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Bytes in memory. They are not to be changed. */
final class HeldBlob implements BlobReader {
  private final byte[] bytes;

  HeldBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream stream(long from, long length) {
    return new ByteArrayInputStream(bytes, Math.toIntExact(from), Math.toIntExact(length));
  }

  @Override
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  @Override
  public void close() {}
}
