package dev.vitrine.asset.files;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobTooLargeException;
import dev.vitrine.asset.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes on their way into a file. Failures of their source are passed on as they are; those of the
 * disk are {@link AssetStoreException}s.
 */
final class Draft implements AutoCloseable {
  private static final int BUFFER_BYTES = 128 << 10;

  private final Path store;
  private final Disk disk;
  private final FileChannel channel;

  private Draft(Path store, Disk disk, FileChannel channel) {
    this.store = store;
    this.disk = disk;
    this.channel = channel;
  }

  /**
   * An empty draft.
   *
   * @param store the folder of the store, for messages
   */
  static Draft create(Path store, Disk disk, Path file) {
    try {
      return new Draft(store, disk, disk.create(file));
    } catch (IOException e) {
      throw DiskTrouble.explain(store, e);
    }
  }

  /**
   * Takes a stream to its end.
   *
   * @throws BlobTooLargeException if it is longer than allowed
   * @throws IOException if the stream failed
   */
  StoredBlob receive(InputStream bytes, long mostBytes) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    while (true) {
      int count = bytes.readNBytes(buffer, 0, buffer.length);
      if (count > mostBytes - size) {
        throw new BlobTooLargeException(mostBytes);
      }
      digest.update(buffer, 0, count);
      write(ByteBuffer.wrap(buffer, 0, count));
      size += count;
      if (count < buffer.length) {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new StoredBlob(sha256, sha256, size);
      }
    }
  }

  private void write(ByteBuffer bytes) {
    try {
      disk.write(channel, bytes);
    } catch (IOException e) {
      throw DiskTrouble.explain(store, e);
    }
  }

  /** Makes the bytes durable. */
  void force() {
    try {
      disk.force(channel);
    } catch (IOException e) {
      throw DiskTrouble.explain(store, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw DiskTrouble.explain(store, e);
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
