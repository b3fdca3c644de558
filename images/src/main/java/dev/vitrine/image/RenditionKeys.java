package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.RenditionOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of renditions: the same picture and the same options have the same. */
final class RenditionKeys {
  /** To be raised when the same options begin to make other bytes. */
  private static final int VERSION = 1;

  private static final int BYTES = 20;

  private RenditionKeys() {}

  /** 40 hexadecimal digits. */
  static String of(String blobKey, MediaFormat source, RenditionOptions resolved) {
    String text = VERSION + "\n" + blobKey + "\n" + source + "\n" + resolved.canonical();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
