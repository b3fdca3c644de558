package dev.vitrine.catalog;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Makes ids that nobody can guess: a prefix that tells what is named, and 24 base58 characters
 * (contract section 1, "Ids").
 */
public final class Ids {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int LENGTH = 24;

  private final RandomGenerator random;

  public Ids() {
    this(new SecureRandom());
  }

  Ids(RandomGenerator random) {
    this.random = random;
  }

  /** A new id of one sort. */
  public String next(Sort sort) {
    StringBuilder id = new StringBuilder(sort.prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /**
   * An id that is always the same for a text, and tells nothing of it: as hard to guess as the text
   * is.
   */
  static String derived(Sort sort, String text) {
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    BigInteger number = new BigInteger(1, hash);
    BigInteger base = BigInteger.valueOf(ALPHABET.length());
    StringBuilder id = new StringBuilder(sort.prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(number.mod(base).intValue()));
      number = number.divide(base);
    }
    return id.toString();
  }

  /** What an id names. */
  public enum Sort {
    MODEL("model_"),
    ASSET("asset_"),
    JOB("job_"),
    PROJECT("proj_"),
    TEAM("team_"),
    USER("user_"),
    KEY("apiu_"),
    COLLECTION("collection_"),
    PRESET("preset_"),
    UPLOAD("upload_"),
    LOCK("lock_"),
    CATALOGUE("catalogue_");

    private final String prefix;

    Sort(String prefix) {
      this.prefix = prefix;
    }

    /** Whether a text has the form of the ids made here. */
    public boolean hasForm(String text) {
      return text.length() == prefix.length() + LENGTH
          && text.startsWith(prefix)
          && text.chars().skip(prefix.length()).allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }
  }
}
