package dev.vitrine.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells who holds a key. Records are cached and dropped by the change feed, so that a revoked key
 * stops within a second; unknown keys are remembered briefly, so that guessing does not reach the
 * store.
 */
public final class Authenticator {
  private static final int MOST_KEYS = 100_000;
  private static final int LONGEST_KEY_ID = 256;
  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);

  /**
   * Compared with when there is no such key, so that an unknown key takes as long as a wrong
   * secret.
   */
  private static final KeyRecord NOBODY =
      new KeyRecord("-", "-", Role.READER, KeyRecord.hash(""), "");

  private final DocumentStore store;
  private final AtomicLong invalidations = new AtomicLong();
  private volatile Cache<String, Optional<KeyRecord>> records = noRecords();

  public Authenticator(DocumentStore store) {
    this.store = store;
  }

  private static Cache<String, Optional<KeyRecord>> noRecords() {
    return Caffeine.newBuilder()
        .maximumSize(MOST_KEYS)
        .executor(Runnable::run) // Waking another thread costs more than the housekeeping itself.
        .expireAfter(
            Expiry.<String, Optional<KeyRecord>>writing(
                (id, entry) -> entry.isPresent() ? KNOWN_FOR : UNKNOWN_FOR))
        .build();
  }

  /** The holder of this key and secret; empty if there is no such key or the secret is another. */
  public Optional<Caller.KeyHolder> authenticate(String keyId, String secret) {
    return holder(find(keyId), secret);
  }

  /**
   * What memory knows of some credentials.
   *
   * @param known whether memory knows whether there is such a key; else the store must be asked
   * @param holder the holder if the key is known and the secret is its own
   */
  public record Remembered(boolean known, Optional<Caller.KeyHolder> holder) {}

  /** Authenticates from memory alone, and never waits. */
  public Remembered remembered(String keyId, String secret) {
    Optional<KeyRecord> record = records.getIfPresent(keyId);
    return record == null
        ? new Remembered(false, Optional.empty())
        : new Remembered(true, holder(record, secret));
  }

  private static Optional<Caller.KeyHolder> holder(Optional<KeyRecord> record, String secret) {
    boolean accepted = record.orElse(NOBODY).accepts(secret);
    return record
        .filter(found -> accepted)
        .map(found -> new Caller.KeyHolder(found.id(), found.projectId(), found.role()));
  }

  private Optional<KeyRecord> find(String keyId) {
    if (keyId.isEmpty() || keyId.length() > LONGEST_KEY_ID) {
      return Optional.empty();
    }
    Optional<KeyRecord> cached = records.getIfPresent(keyId);
    if (cached != null) {
      return cached;
    }
    long before = invalidations.get();
    Optional<KeyRecord> found = load(keyId);
    // Compared within the map's computation, as dev.vitrine.row.RowCache does and explains.
    records.asMap().compute(keyId, (same, known) -> before == invalidations.get() ? found : null);
    return found;
  }

  private Optional<KeyRecord> load(String keyId) {
    Key key;
    try {
      key = new Key(Kind.KEY, keyId);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    Document document = store.fetch(key);
    return document == null
        ? Optional.empty()
        : Optional.of(KeyRecord.decode(document.body().array()));
  }

  /** Forgets what is known of a key; called for every change of one. */
  public void invalidate(String keyId) {
    invalidations.incrementAndGet();
    records.invalidate(keyId);
  }

  /** Forgets everything, when the feed of changes has been lost. */
  public void invalidateAll() {
    invalidations.incrementAndGet();
    records = noRecords();
  }
}
