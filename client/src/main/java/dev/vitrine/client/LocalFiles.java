package dev.vitrine.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of this machine. */
final class LocalFiles {
  /** Of one that is sent within a request: far beyond what a service takes so. */
  private static final int MOST_WITHIN_A_REQUEST = 64 << 20;

  private LocalFiles() {}

  /** The name of a file, without its folders. */
  static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /**
   * All of a file that is to be sent within a request.
   *
   * @throws IOException if it cannot be read, or is larger than any service takes so
   */
  static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_WITHIN_A_REQUEST + 1);
      if (bytes.length > MOST_WITHIN_A_REQUEST) {
        throw new IOException(file + " is too large to be sent within a request: upload it");
      }
      return bytes;
    }
  }
}
