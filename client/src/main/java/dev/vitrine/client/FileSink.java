package dev.vitrine.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file that is there whole and durable, in place of one of its name, or as it was before. */
final class FileSink implements Sink {
  private final Path target;
  private final Path draft;
  private @Nullable FileChannel out;

  FileSink(Path target) {
    this.target = target;
    this.draft =
        target.resolveSibling(
            "." + LocalFiles.name(target) + "." + UUID.randomUUID().toString().substring(0, 8));
  }

  @Override
  public void open() throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "is a folder");
    }
    out = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private FileChannel channel() throws IOException {
    FileChannel channel = out;
    if (channel == null) {
      throw new IOException("not open");
    }
    return channel;
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(bytes, 0, length);
    while (all.hasRemaining()) {
      channel().write(all);
    }
  }

  @Override
  public boolean isRestartable() {
    return true;
  }

  @Override
  public void restart() throws IOException {
    channel().position(0).truncate(0);
  }

  @Override
  public void commit() throws IOException {
    channel().force(true);
    channel().close();
    try {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      Files.deleteIfExists(draft);
    }
  }
}
