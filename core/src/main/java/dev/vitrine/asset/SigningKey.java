package dev.vitrine.asset;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of HMAC-SHA256. Written {@code <id> <secret>}: 12 characters that name it, and 32 secret
 * bytes as unpadded base64url.
 */
public final class SigningKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 9;
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{12})[ :]([A-Za-z0-9_-]{43})");

  private final String id;
  private final SecretKeySpec secret;

  private SigningKey(String id, byte[] secret) {
    this.id = id;
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** The key written {@code <id> <secret>} or {@code <id>:<secret>}; empty if that is none. */
  public static Optional<SigningKey> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new SigningKey(form.group(1), Base64.getUrlDecoder().decode(form.group(2))))
        : Optional.empty();
  }

  /** A new key. */
  public static SigningKey random() {
    return new SigningKey(text(random(ID_BYTES)), random(SECRET_BYTES));
  }

  /** The public name of the key: {@code Key-Pair-Id}. */
  public String id() {
    return id;
  }

  /** The signature of a text, as unpadded base64url. */
  String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return text(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * Whether this is the signature of a text, told in a time that does not depend on where it
   * differs. Compared as text: of base64, several forms can mean the same bytes.
   */
  boolean verify(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
  }

  /** The key as it is written, with its secret. */
  String written() {
    return id + " " + text(secret.getEncoded());
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
