package dev.vitrine.server.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the store's driver and the library for pictures unpack their native libraries: a temporary
 * folder of this process, so that it can be removed however the process ends.
 */
public final class NativeFolder {
  /** Read by the driver; also how somebody names a folder of their own, which is left alone. */
  private static final String DRIVERS = "org.sqlite.tmpdir";

  /** The same of the library for pictures. */
  private static final String PICTURES = "com.luciad.imageio.webp.tmpdir";

  private static final String OURS = "vitrine.native.folder";

  private NativeFolder() {}

  /** Makes the folder, before the driver is loaded; an ordinary exit removes it. */
  public static void prepare() {
    if (System.getProperty(DRIVERS) != null) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("vitrine-native-");
      folder.toFile().deleteOnExit(); // After what the driver puts there, which registers later.
      System.setProperty(DRIVERS, folder.toString());
      if (System.getProperty(PICTURES) == null) {
        System.setProperty(PICTURES, folder.toString());
      }
      System.setProperty(OURS, folder.toString());
    } catch (IOException e) {
      // Nothing temporary can be written: the driver says so, if it is needed at all.
    }
  }

  /** Removes the folder, for a process that is about to halt. */
  static void clear() {
    String folder = System.getProperty(OURS);
    File[] files = folder == null ? null : new File(folder).listFiles();
    if (files == null) {
      return;
    }
    for (File file : files) {
      remove(file.toPath());
    }
    remove(Path.of(folder));
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Some systems keep a library that is in use; they clear their temporary folder in the end.
    }
  }
}
