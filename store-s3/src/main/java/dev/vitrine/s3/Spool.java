package dev.vitrine.s3;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.AssetStoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes that wait on the disk until they are sent, so that whoever brings them slowly takes no
 * memory meanwhile. Where the system lets an open file lose its name nothing is left of it however
 * the process ends; elsewhere {@link #clear} removes it at the next start.
 */
final class Spool implements AutoCloseable {
  private static final String SUFFIX = ".spool";

  /** With less than this free, whatever failed did so for want of room. */
  private static final long HARDLY_ANY = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path folder;
  private final Path path;

  /** Not a channel: those are closed when a thread that reads is interrupted, as by a timeout. */
  private final RandomAccessFile file;

  private Spool(Path folder, Path path, RandomAccessFile file) {
    this.folder = folder;
    this.path = path;
    this.file = file;
  }

  /**
   * An empty file in a folder, which is made if it is not there.
   *
   * @throws AssetStoreException if it cannot be had
   */
  static Spool create(Path folder) {
    Path path = folder.resolve(UUID.randomUUID() + SUFFIX);
    try {
      Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
      Files.createFile(path, ownerOnly(folder, "rw-------"));
      try {
        return new Spool(folder, path, new RandomAccessFile(path.toFile(), "rw"));
      } finally {
        deleteIfItCanBe(path);
      }
    } catch (IOException e) {
      throw explain(folder, e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder, String permissions) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Removes what killed processes have left; what others use is not theirs to lose. */
  static void clear(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path path : left) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("Some of what was left in {} cannot be removed: {}", folder, e.toString());
    }
  }

  /** Puts bytes at a place. */
  synchronized void write(long at, byte[] bytes, int length) {
    try {
      file.seek(at);
      file.write(bytes, 0, length);
    } catch (IOException e) {
      throw explain(folder, e);
    }
  }

  private synchronized int read(long at, byte[] into, int offset, int length) throws IOException {
    file.seek(at);
    return file.read(into, offset, length);
  }

  /** The first bytes. Any number of streams may be read at a time. */
  InputStream stream(int length) {
    return new InputStream() {
      private int at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, into.length);
        if (count == 0 || at == length) {
          return count == 0 ? 0 : -1;
        }
        int read = Spool.this.read(at, into, offset, Math.min(count, length - at));
        if (read < 0) {
          throw new IOException("a file in " + folder + " is shorter than it was");
        }
        at += read;
        return read;
      }
    };
  }

  private static void deleteIfItCanBe(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("{} is removed later: {}", path, e.toString());
    }
  }

  /** Nothing is left. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("A file in {} cannot be closed: {}", folder, e.toString());
    }
    deleteIfItCanBe(path);
  }

  /** What an error of the disk means: one sentence, with what to do next. */
  static AssetStoreException explain(Path folder, IOException failure) {
    if (isFull(folder, failure)) {
      return new AssetStoreException(
          Reason.FULL,
          "The disk on which uploads wait in " + folder + " is full: make room, then try again.",
          failure);
    }
    return new AssetStoreException(
        Reason.UNAVAILABLE,
        "The folder in which uploads wait, " + folder + ", cannot be used (" + failure + ").",
        failure);
  }

  private static boolean isFull(Path folder, IOException failure) {
    String said = failure.toString().toLowerCase(Locale.ROOT);
    if (said.contains("no space left") || said.contains("quota exceeded")) {
      return true;
    }
    try { // The system may speak another language.
      return Files.getFileStore(folder).getUsableSpace() < HARDLY_ANY;
    } catch (IOException e) {
      return false;
    }
  }
}
