package dev.vitrine.asset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key asset URLs are signed with: HMAC-SHA256 over the path and the expiry.
 *
 * <p>It lives in a file of one line, {@code <id> <base64url of 32 bytes>}, readable by its owner
 * only.
 */
public final class SigningKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 9;
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9_-]{12}) ([A-Za-z0-9_-]{43})\\s*");

  private final String id;
  private final SecretKeySpec secret;

  private SigningKey(String id, byte[] secret) {
    this.id = id;
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * The key in a file, made on first use.
   *
   * @throws IOException if the file cannot be read or made, or holds something else
   */
  public static SigningKey loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!line.matches()) {
      throw new IOException(
          file
              + " holds no signing key: restore it, or remove it to have a new one made (URLs handed out then stop working)");
    }
    return new SigningKey(line.group(1), Base64.getUrlDecoder().decode(line.group(2)));
  }

  /** A key that lives no longer than the process. */
  public static SigningKey random() {
    return new SigningKey(text(random(ID_BYTES)), random(SECRET_BYTES));
  }

  private static void create(Path file) throws IOException {
    String line = text(random(ID_BYTES)) + " " + text(random(SECRET_BYTES)) + "\n";
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path draft =
        Files.createTempFile(file.toAbsolutePath().getParent(), "signing", ".tmp", ownerOnly);
    try {
      Files.writeString(draft, line, StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process made it first: its key is the one that counts.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** The public name of the key: {@code Key-Pair-Id}. */
  public String id() {
    return id;
  }

  /**
   * The signature of a path and an expiry, as unpadded base64url.
   *
   * @param path as in the URL, percent-encoded, without the base: {@code /assets/asset_…}
   * @param expires seconds since 1970
   */
  public String sign(String path, long expires) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return text(mac.doFinal((path + "\n" + expires).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
