package dev.vitrine.asset.files;

import dev.vitrine.asset.Owners;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file that says which catalogue owns a folder of blobs: there whole, or not at all. */
final class OwnerFile {
  private final Path folder;
  private final Path file;
  private final Disk disk;

  OwnerFile(Path folder, Disk disk) {
    this.folder = folder;
    this.file = folder.resolve("owner");
    this.disk = disk;
  }

  @Nullable String read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Owners.read(in.readNBytes(Owners.MOST_BYTES + 1), file.toString());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Writes an owner unless there is one.
   *
   * @param draft a name on the same disk that nobody else uses
   */
  void claim(String catalogue, Path draft) throws IOException {
    publish(catalogue, draft, disk::linkOnly);
  }

  /** Writes an owner in place of any other, see {@link #claim}. */
  void replace(String catalogue, Path draft) throws IOException {
    publish(catalogue, draft, disk::move);
  }

  private interface Naming {
    void give(Path draft, Path name) throws IOException;
  }

  private void publish(String catalogue, Path draft, Naming naming) throws IOException {
    ByteBuffer text = ByteBuffer.wrap(Owners.write(catalogue));
    try {
      try (FileChannel channel = disk.create(draft)) {
        disk.write(channel, text);
        disk.force(channel);
      }
      disk.letRead(draft); // Another user may run the command that writes it.
      naming.give(draft, file);
      disk.syncFolder(folder);
    } finally {
      disk.delete(draft);
    }
  }
}
