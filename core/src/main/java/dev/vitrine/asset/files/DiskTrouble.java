package dev.vitrine.asset.files;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.AssetStoreException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** What an error of the disk means: one sentence, with what to do next. */
final class DiskTrouble {
  /** With less than this free, whatever failed did so for want of room. */
  private static final long HARDLY_ANY = 64 << 10;

  private DiskTrouble() {}

  static AssetStoreException explain(Path folder, IOException failure) {
    return isFull(folder, failure)
        ? new AssetStoreException(
            Reason.FULL,
            "The disk that holds the assets in " + folder + " is full: make room, then try again.",
            failure)
        : new AssetStoreException(Reason.UNAVAILABLE, message(folder, failure), failure);
  }

  private static String message(Path folder, IOException failure) {
    return switch (failure) {
      case NotDirectoryException e -> noFolder(folder);
      case FileAlreadyExistsException e -> noFolder(folder);
      case AccessDeniedException e ->
          "The folder of the assets "
              + folder
              + " cannot be written by this user: change its owner or its permissions.";
      default ->
          "The disk that holds the assets in "
              + folder
              + " failed ("
              + reason(failure)
              + "): check the disk and the system's log.";
    };
  }

  private static String noFolder(Path folder) {
    return "The folder of the assets " + folder + " is a file, or lies in one: name a folder.";
  }

  private static boolean isFull(Path folder, IOException failure) {
    String reason = reason(failure).toLowerCase(Locale.ROOT);
    if (reason.contains("no space left") || reason.contains("quota exceeded")) {
      return true;
    }
    try { // The system may speak another language.
      return Files.getFileStore(folder).getUsableSpace() < HARDLY_ANY;
    } catch (IOException e) {
      return false;
    }
  }

  private static String reason(IOException failure) {
    // The message of a file system's exception is the name of the file.
    String reason =
        failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }
}
