package dev.vitrine.asset.files;

import dev.vitrine.asset.BlobInfo;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Where blobs lie: the blob {@code abcd…} in the folder {@code ab}. Folders are made when they are
 * needed, and stay.
 *
 * <p>A second level of folders would have most of the first 65 536 blobs pay for a folder of their
 * own; with one, a million blobs are 4 000 names a folder.
 */
final class Shards {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");
  private static final int FOLDERS = 1 << 8;

  private final Path folder;
  private final Disk disk;

  /**
   * The shards whose folders this process knows to be durable. That a folder is there does not say
   * so: whoever made it may have been killed before it had it written.
   */
  private final AtomicIntegerArray durable = new AtomicIntegerArray(FOLDERS / Integer.SIZE);

  Shards(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /** Whether a text could be the key of a blob: hostile ones name no file. */
  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  Path file(String key) {
    return folder(key).resolve(key);
  }

  private Path folder(String key) {
    return folder.resolve(key.substring(0, 2));
  }

  /** Makes the folder of a blob, durably. */
  void prepare(String key) throws IOException {
    int shard = Integer.parseInt(key, 0, 2, 16);
    int bit = 1 << (shard % Integer.SIZE);
    if ((durable.get(shard / Integer.SIZE) & bit) != 0) {
      return;
    }
    disk.createFolder(folder(key));
    disk.syncFolder(folder);
    durable.accumulateAndGet(shard / Integer.SIZE, bit, (bits, more) -> bits | more);
  }

  /** Makes the name of a blob durable. */
  void sync(String key) throws IOException {
    prepare(key);
    disk.syncFolder(folder(key));
  }

  /** Hands over all blobs, folder by folder. */
  void each(Consumer<BlobInfo> found) throws IOException {
    try (DirectoryStream<Path> shards = Files.newDirectoryStream(folder, Shards::isFolder)) {
      for (Path shard : shards) {
        each(shard, found);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void each(Path shard, Consumer<BlobInfo> found) throws IOException {
    try (DirectoryStream<Path> blobs = Files.newDirectoryStream(shard)) {
      for (Path blob : blobs) {
        String key = String.valueOf(blob.getFileName());
        if (isKey(key)) {
          try {
            BasicFileAttributes attributes = Files.readAttributes(blob, BasicFileAttributes.class);
            found.accept(
                new BlobInfo(key, attributes.size(), attributes.lastModifiedTime().toInstant()));
          } catch (NoSuchFileException e) {
            // Deleted meanwhile.
          }
        }
      }
    } catch (NotDirectoryException e) {
      // Somebody else's file.
    }
  }

  private static boolean isFolder(Path path) {
    return FOLDER.matcher(String.valueOf(path.getFileName())).matches();
  }
}
