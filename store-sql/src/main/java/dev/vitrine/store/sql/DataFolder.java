package dev.vitrine.store.sql;

import dev.vitrine.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder everything lives in, readable by its owner alone. A small file names the format of
 * what is inside: it is the first thing written, so a folder that holds files but not this one is
 * somebody else's.
 */
final class DataFolder {
  /** The format this version writes and reads. */
  static final int FORMAT = 1;

  private static final String FORMAT_FILE = "format";
  private static final Pattern FORMAT_TEXT =
      Pattern.compile("vitrine data format ([1-9][0-9]{0,8})\\s*");

  /**
   * What may lie in a folder that is not in use yet: an unfinished first start, the root of a disk,
   * a configuration.
   */
  private static final Pattern HARMLESS =
      Pattern.compile("format\\.[0-9]+\\.tmp|lost\\+found|vitrine\\.yaml");

  private DataFolder() {}

  /** Makes sure that the folder exists and is one this version can work in. */
  static void prepare(Path folder) {
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
      // The names first: whoever is creating the folder at the same time writes the format before
      // anything else.
      List<String> names = names(folder);
      if (!Files.exists(folder.resolve(FORMAT_FILE))) {
        claim(folder, names);
      }
      checkFormat(folder);
      if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
    } catch (IOException e) {
      throw explain(folder, e);
    }
  }

  /** Creates an empty file readable by its owner alone; leaves an existing one as it is. */
  static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file, ownerOnly(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // As it should be from the second start on.
    }
  }

  /** What an input or output error in a data folder means for whoever runs the program. */
  static StoreException explain(Path folder, IOException failure) {
    String message =
        switch (failure) {
          case NotDirectoryException e ->
              "The data folder " + folder + " is a file, or lies in one: name a folder.";
          case FileAlreadyExistsException e ->
              "The data folder " + folder + " is a file, or lies in one: name a folder.";
          case AccessDeniedException e ->
              "The data folder "
                  + folder
                  + " cannot be written by this user: change its owner or its permissions,"
                  + " or name another folder.";
          default ->
              "The data folder "
                  + folder
                  + " cannot be used ("
                  + reason(failure)
                  + "): check the disk, or name another folder.";
        };
    return new StoreException(message, failure);
  }

  private static @Nullable String reason(IOException failure) {
    // The message would name the file again.
    return failure instanceof FileSystemException named && named.getReason() != null
        ? named.getReason()
        : failure.getMessage();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static void claim(Path folder, List<String> names) throws IOException {
    for (String name : names) {
      if (!HARMLESS.matcher(name).matches()) {
        throw new StoreException(
            "The folder "
                + folder
                + " holds files that are not Vitrine's, such as \""
                + name
                + "\": name an empty folder, or one that does not exist yet.");
      }
    }
    Path draft = folder.resolve(FORMAT_FILE + "." + ProcessHandle.current().pid() + ".tmp");
    createFile(draft);
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.wrap(
              ("vitrine data format " + FORMAT + "\n").getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(draft, folder.resolve(FORMAT_FILE), StandardCopyOption.ATOMIC_MOVE);
    syncNames(folder);
  }

  /**
   * Makes the names in a folder durable, where the system can: Windows cannot open a folder, and
   * need not.
   */
  private static void syncNames(Path folder) throws IOException {
    if (isPosix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void checkFormat(Path folder) throws IOException {
    String text =
        new String(Files.readAllBytes(folder.resolve(FORMAT_FILE)), StandardCharsets.ISO_8859_1);
    Matcher format = FORMAT_TEXT.matcher(text);
    if (!format.matches()) {
      throw new StoreException(
          "The folder "
              + folder
              + " has a file \"format\" that is not Vitrine's: name another folder,"
              + " or put back a backup of this one.");
    }
    int version = Integer.parseInt(format.group(1));
    if (version > FORMAT) {
      throw new StoreException(
          "The data folder "
              + folder
              + " has format "
              + version
              + ", and this version of Vitrine knows formats up to "
              + FORMAT
              + ": run the newer Vitrine that wrote it, or name another folder.");
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
