package dev.vitrine.asset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The keys that URLs of assets and tokens of lists are signed with: the newest signs, all of them
 * verify, so that what an older one signed stays valid while keys are changed.
 *
 * <p>What is signed is a purpose, a path and an expiry. Two servers with the same keys sign alike.
 */
public final class SigningKeys {
  private static final Pattern EXPIRY = Pattern.compile("[1-9][0-9]{0,11}");

  /** What a signature permits: one made for one purpose never stands in for another. */
  public enum Purpose {
    /** Reading an asset. What is signed begins with the path, and so with a slash. */
    READ(""),
    /** Storing a part of an upload. */
    UPLOAD_PART("PUT\n"),
    /** Going on with a list. */
    CURSOR("cursor\n");

    private final String prefix;

    Purpose(String prefix) {
      this.prefix = prefix;
    }
  }

  private final Supplier<List<HeldKey>> keys;

  private SigningKeys(Supplier<List<HeldKey>> keys) {
    this.keys = keys;
  }

  /**
   * Keys that stay as they are.
   *
   * @param newestFirst at least one, no two of the same id
   */
  public static SigningKeys of(List<SigningKey> newestFirst) {
    Set<String> ids = new HashSet<>();
    for (SigningKey key : newestFirst) {
      if (!ids.add(key.id())) {
        throw new IllegalArgumentException("two keys are named " + key.id());
      }
    }
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("there is no key");
    }
    List<HeldKey> copy = newestFirst.stream().map(key -> new HeldKey(key, null)).toList();
    return new SigningKeys(() -> copy);
  }

  /** One key that lives no longer than the process. */
  public static SigningKeys random() {
    return of(List.of(SigningKey.random()));
  }

  /**
   * The keys of a {@linkplain SigningKeyFile file}, which is made with one key on first use, and
   * looked at again at most once a second while keys are in use.
   *
   * @throws IOException if the file cannot be read or made, or holds something else
   */
  public static SigningKeys in(Path file) throws IOException {
    return in(file, System::nanoTime);
  }

  static SigningKeys in(Path file, LongSupplier nanoTime) throws IOException {
    SigningKeyFile followed = SigningKeyFile.loadOrCreate(file, nanoTime);
    return new SigningKeys(followed::keys);
  }

  /** The name of the key that signs now. */
  public String id() {
    return newest().id();
  }

  /** The same object as long as the keys are the same: what was verified with it stays so. */
  public Object state() {
    return keys.get();
  }

  /** The key that signs now. */
  SigningKey newest() {
    return keys.get().getFirst().key();
  }

  /**
   * The signature of the newest key.
   *
   * @param path as in the URL, percent-encoded, without the base: {@code /assets/asset_…}; of a
   *     cursor, whatever it is bound to
   * @param expires seconds since 1970
   */
  public String sign(Purpose purpose, String path, long expires) {
    return sign(newest(), purpose, path, expires);
  }

  static String sign(SigningKey key, Purpose purpose, String path, long expires) {
    return key.sign(signed(purpose, path, Long.toString(expires)));
  }

  private static String signed(Purpose purpose, String path, String expires) {
    if (purpose == Purpose.READ && !path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash");
    }
    return purpose.prefix + path + "\n" + expires;
  }

  /**
   * Whether one of the keys signed this and it has not expired; of an older key, nothing is valid
   * that expires later than what it may have signed. Everything is compared as it was sent: another
   * spelling of the same path or number is not what was signed.
   *
   * @param keyId the key that is said to have signed
   * @param expires seconds since 1970
   */
  public boolean verify(
      Purpose purpose,
      String path,
      String expires,
      String keyId,
      String signature,
      InstantSource clock) {
    if (!EXPIRY.matcher(expires).matches() || !path.startsWith("/")) {
      return false;
    }
    String text = signed(purpose, path, expires);
    long last = Long.parseLong(expires);
    for (HeldKey held : keys.get()) {
      if (held.key().id().equals(keyId)) {
        return held.verify(text, last, signature) && clock.instant().getEpochSecond() <= last;
      }
    }
    return false;
  }

  /**
   * Whether any of the keys made this signature by {@link #sign}; whether it expired is not looked
   * at.
   */
  public boolean verifyAny(Purpose purpose, String path, long expires, String signature) {
    String text = signed(purpose, path, Long.toString(expires));
    boolean found = false;
    for (HeldKey held : keys.get()) {
      found |= held.verify(text, expires, signature);
    }
    return found;
  }
}
