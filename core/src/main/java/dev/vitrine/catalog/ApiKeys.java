package dev.vitrine.catalog;

import dev.vitrine.access.KeyRecord;
import dev.vitrine.access.Role;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.WriteResult;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** The keys of a catalogue. */
public final class ApiKeys {
  private static final int SECRET_BYTES = 32;

  private final DocumentStore store;
  private final Records records;
  private final Ids ids;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public ApiKeys(DocumentStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.records = new Records(store);
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes a key for a project that exists. */
  public NewKey create(String projectId, Role role) {
    while (true) {
      String secret = secret();
      String id = ids.next(Ids.Sort.KEY);
      KeyRecord record =
          new KeyRecord(id, projectId, role, KeyRecord.hash(secret), Times.format(clock.instant()));
      if (records.createUnlessThere(key(id), projectId, record.encode()) == null) {
        return new NewKey(record, secret);
      }
    }
  }

  /** Never begins with a dash, so that it can be given as the value of an option. */
  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    String secret;
    do {
      random.nextBytes(bytes);
      secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } while (secret.startsWith("-"));
    return secret;
  }

  /** All keys, oldest first. */
  public List<KeyRecord> list() {
    return records.all(Kind.KEY).stream()
        .map(document -> KeyRecord.decode(document.body().array()))
        .sorted(Comparator.comparing(KeyRecord::createdAt).thenComparing(KeyRecord::id))
        .toList();
  }

  /** Makes a key useless, on running servers within a second. False if there is no such key. */
  public boolean revoke(String keyId) {
    Key key;
    try {
      key = key(keyId);
    } catch (IllegalArgumentException e) {
      return false;
    }
    while (true) {
      Document document = store.fetch(key);
      if (document == null) {
        return false;
      }
      if (store.delete(key, document.revision()) instanceof WriteResult.Stored) {
        return true;
      }
    }
  }

  private static Key key(String id) {
    return new Key(Kind.KEY, id);
  }
}
