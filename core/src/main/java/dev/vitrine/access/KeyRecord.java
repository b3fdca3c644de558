package dev.vitrine.access;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A key as it is stored.
 *
 * @param id {@code apiu_} and 24 base58 characters; the user name of HTTP Basic
 * @param secretHash SHA-256 of the secret's UTF-8, as 64 lower-case hexadecimal digits: the secret
 *     has 256 random bits, so that a fast hash is enough
 * @param createdAt ISO-8601 UTC with milliseconds
 */
public record KeyRecord(
    String id, String projectId, Role role, String secretHash, String createdAt) {
  /** Hashes a secret as {@link #secretHash} holds it. */
  public static String hash(String secret) {
    return HexFormat.of().formatHex(sha256(secret));
  }

  /** Whether this is the key's secret; takes the same time whatever it is. */
  public boolean accepts(String secret) {
    return MessageDigest.isEqual(sha256(secret), HexFormat.of().parseHex(secretHash));
  }

  public byte[] encode() {
    return DocumentCodec.encode(
        JsonObject.of("id", new JsonString(id))
            .with("projectId", new JsonString(projectId))
            .with("role", new JsonString(role.wireName()))
            .with("secretHash", new JsonString(secretHash))
            .with("createdAt", new JsonString(createdAt)));
  }

  /**
   * Decodes stored bytes.
   *
   * @throws CorruptDocumentException if they are no key
   */
  public static KeyRecord decode(byte[] stored) {
    JsonObject document = DocumentCodec.decode(stored);
    return new KeyRecord(
        text(document, "id"),
        text(document, "projectId"),
        Role.ofWireName(text(document, "role"))
            .orElseThrow(() -> new CorruptDocumentException("has an unknown role")),
        text(document, "secretHash"),
        text(document, "createdAt"));
  }

  private static String text(JsonObject document, String name) {
    String value = document.text(name);
    if (value == null) {
      throw new CorruptDocumentException("is a key without " + name);
    }
    return value;
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Without the hash: records end up in logs. */
  @Override
  public String toString() {
    return "KeyRecord[" + id + ", " + projectId + ", " + role.wireName() + "]";
  }
}
