package dev.vitrine.asset.files;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A blob that is held open: its bytes stay when its name is gone. */
final class FileBlobReader implements BlobReader {
  private final Path file;
  private final FileChannel channel;
  private final long size;

  private FileBlobReader(Path file, FileChannel channel, long size) {
    this.file = file;
    this.channel = channel;
    this.size = size;
  }

  static FileBlobReader open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    boolean opened = false;
    try {
      FileBlobReader reader = new FileBlobReader(file, channel, channel.size());
      opened = true;
      return reader;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
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
    return new Part(from, from + length);
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public FileChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  /** A part of the blob. Does not close the channel. */
  private final class Part extends InputStream {
    private long position;
    private final long end;

    private Part(long position, long end) {
      this.position = position;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (length == 0) {
        return 0;
      }
      if (position == end) {
        return -1;
      }
      int most = (int) Math.min(length, end - position);
      int count;
      try {
        count = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        throw new AssetStoreException(
            AssetStoreException.Reason.UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
      }
      if (count < 0) {
        throw new AssetStoreException(
            AssetStoreException.Reason.UNAVAILABLE, file + " has become shorter", null);
      }
      position += count;
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.clamp(count, 0, end - position);
      position += skipped;
      return skipped;
    }

    @Override
    public int available() {
      return (int) Math.min(end - position, Integer.MAX_VALUE);
    }
  }
}
