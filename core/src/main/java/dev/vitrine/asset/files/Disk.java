package dev.vitrine.asset.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** The steps a store takes on its disk, one method each. What it makes is its owner's alone. */
class Disk {
  /** No file system keeps times coarser than this. */
  private static final Duration COARSEST = Duration.ofSeconds(2);

  private final boolean posix;

  Disk(Path folder) {
    posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        ownerOnly("rw-------"));
  }

  void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  void force(FileChannel channel) throws IOException {
    channel.force(true);
  }

  /** Makes a folder, and those above it, unless it is there. */
  void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, ownerOnly("rwx------"));
  }

  /**
   * Makes the names in a folder durable, where the system can: Windows cannot open a folder, and
   * need not.
   */
  void syncFolder(Path folder) throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Gives a file another name in one step, and takes the name from whoever has it. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Gives a file a second name unless it is taken. Where files have one name only it is moved
   * there.
   */
  void link(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (FileAlreadyExistsException e) {
      // Whoever took it holds the same bytes.
    } catch (UnsupportedOperationException e) {
      move(file, name);
    } catch (FileSystemException e) {
      if (e.getReason() == null || !Files.exists(file)) {
        throw e;
      }
      move(file, name);
    }
  }

  /** As {@link #link}, where two that link at once may hold different bytes: never takes a name. */
  void linkOnly(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (FileAlreadyExistsException e) {
      // Whoever took it was first.
    } catch (UnsupportedOperationException | FileSystemException e) {
      copyUnlessThere(file, name);
    }
  }

  /** Not in one step: whoever reads it must tell what a crash left of it. */
  private void copyUnlessThere(Path file, Path name) throws IOException {
    try (FileChannel copy = create(name)) {
      write(copy, ByteBuffer.wrap(Files.readAllBytes(file)));
      force(copy);
    } catch (FileAlreadyExistsException e) {
      // Whoever took it was first.
    }
  }

  /** Lets everybody read a file that is no secret. */
  void letRead(Path file) throws IOException {
    if (posix) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /** When a file was last touched. */
  Instant touchedAt(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  /**
   * Touches a file: afterwards {@link #touchedAt} is not before this time, however coarse the times
   * of the file system are. The file was still there after it was touched.
   */
  final void touch(Path file, Instant now) throws IOException {
    Instant micros = now.truncatedTo(ChronoUnit.MICROS);
    Instant time = micros.equals(now) ? now : micros.plus(1, ChronoUnit.MICROS);
    setTime(file, time);
    if (touchedAt(file).isBefore(time)) {
      setTime(file, time.plus(COARSEST));
      touchedAt(file);
    }
  }

  void setTime(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  /** Deletes a file; false if there is none. */
  boolean delete(Path file) throws IOException {
    return Files.deleteIfExists(file);
  }

  private FileAttribute<?>[] ownerOnly(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
