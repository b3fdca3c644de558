package dev.vitrine.image;

import dev.vitrine.asset.BlobReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is open, and so readable also once it is deleted. */
final class FileBlob implements BlobReader {
  private final Path file;
  private final FileChannel channel;
  private final long size;

  FileBlob(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      this.size = channel.size();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return size;
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
  public InputStream stream(long from, long length) {
    return new Part(channel, from, from + length);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Part extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long at;

    private Part(FileChannel channel, long from, long end) {
      this.channel = channel;
      this.at = from;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at >= end) {
        return -1;
      }
      int most = (int) Math.min(length, end - at);
      int read = channel.read(ByteBuffer.wrap(target, offset, most), at);
      at += Math.max(0, read);
      return read;
    }
  }
}
