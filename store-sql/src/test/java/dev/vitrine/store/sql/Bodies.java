package dev.vitrine.store.sql;

import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Visibility;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Bodies that begin with the hash of the rest, so that one that is half written shows. */
final class Bodies {
  private static final int HASH_LENGTH = 32;

  private Bodies() {}

  /** Up to some 20 kB of noise. */
  static Draft random(long seed) {
    Random random = new Random(seed);
    byte[] noise = new byte[random.nextInt(20_000)];
    random.nextBytes(noise);
    byte[] body = Arrays.copyOf(sha256(noise), HASH_LENGTH + noise.length);
    System.arraycopy(noise, 0, body, HASH_LENGTH, noise.length);
    return Draft.of("owner", Visibility.PUBLIC, Bytes.wrap(body));
  }

  static boolean isWhole(Bytes body) {
    byte[] array = body.array();
    return Arrays.equals(
        Arrays.copyOf(array, HASH_LENGTH),
        sha256(Arrays.copyOfRange(array, HASH_LENGTH, array.length)));
  }

  static String hash(Bytes body) {
    return HexFormat.of().formatHex(sha256(body.array()));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
