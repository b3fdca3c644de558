package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates that can be repeated: the same request under the same {@code Idempotency-Key} creates
 * once, and answers every time as it did the first.
 *
 * <p>The record is written before the create and holds the id it chose, so that a repetition after
 * a crash creates under the same id or finds what was created; the answer is added afterwards. One
 * that is too long to be kept is made again of what was created, as it is by then; nothing is
 * created again that is gone by then.
 */
public final class Idempotency {
  private static final String FINGERPRINT = "fingerprint";
  private static final String ID = "id";
  private static final String CREATED_AT = "createdAt";
  private static final String ANSWER = "answer";
  private static final String ETAG = "etag";
  private static final String TOO_LONG = "answerTooLong";

  /**
   * Longest answer that is kept, in characters: as a text in a document it may become several times
   * as long, and a document that cannot be read again is worse than none.
   */
  private static final int LONGEST_ANSWER = 1 << 20;

  private final DocumentStore store;
  private final InstantSource clock;
  private final Duration kept;

  /**
   * Records of creates.
   *
   * @param kept how long an answer is repeated
   */
  public Idempotency(DocumentStore store, InstantSource clock, Duration kept) {
    this.store = store;
    this.clock = clock;
    this.kept = kept;
  }

  /** How long an answer is repeated. */
  public Duration kept() {
    return kept;
  }

  /**
   * What a create answered.
   *
   * @param body JSON
   * @param etag null if it has none
   */
  public record Answer(String body, @Nullable String etag) {}

  /** As the other, for what has answers that are never too long to be kept. */
  public Answer once(
      Caller.KeyHolder caller,
      @Nullable String key,
      String fingerprint,
      Supplier<String> newId,
      Function<String, Answer> create) {
    return once(caller, key, fingerprint, newId, id -> true, create);
  }

  /**
   * Creates, unless it was done under this key before.
   *
   * @param key null if the request is not to be repeated
   * @param fingerprint tells this request from others: see {@link #fingerprint}
   * @param newId an id nobody has
   * @param isThere whether there still is what was created under an id
   * @param create creates under an id; finds what is there already if it was done before
   * @throws VitrineException INVALID_PARAMETER if the key was used for another request; NOT_FOUND
   *     if its answer was too long to be kept and what it created is gone
   */
  public Answer once(
      Caller.KeyHolder caller,
      @Nullable String key,
      String fingerprint,
      Supplier<String> newId,
      Predicate<String> isThere,
      Function<String, Answer> create) {
    if (key == null) {
      return create.apply(newId.get());
    }
    Key record = new Key(Kind.IDEMPOTENCY, caller.projectId() + ":" + key);
    Document begun = begin(record, caller.projectId(), fingerprint, newId);
    JsonObject content = DocumentCodec.decode(begun.body().array());
    if (!fingerprint.equals(content.text(FINGERPRINT))) {
      throw VitrineException.invalidParameter(
          "Idempotency-Key", "was used for another request: use a new one for each");
    }
    Answer known = answer(content);
    if (known != null) {
      return known;
    }
    String id = Records.text(content, ID);
    if (content.get(TOO_LONG) != null) {
      if (!isThere.test(id)) {
        throw new VitrineException(
            ErrorCode.NOT_FOUND, "What this request created, " + id + ", is not there any more");
      }
      return create.apply(id);
    }
    Answer made = create.apply(id);
    JsonObject done;
    if (made.body().length() > LONGEST_ANSWER) {
      done = content.with(TOO_LONG, JsonBoolean.TRUE);
    } else {
      done = content.with(ANSWER, new JsonString(made.body()));
      if (made.etag() != null) {
        done = done.with(ETAG, new JsonString(made.etag()));
      }
    }
    WriteResult result = store.put(record, begun.revision(), draft(caller.projectId(), done));
    if (result instanceof WriteResult.Conflict(Document faster) && faster != null) {
      Answer first = answer(DocumentCodec.decode(faster.body().array()));
      return first == null ? made : first; // The same request, at the same time, was faster.
    }
    return made;
  }

  /** The record of a request, begun now if there is none or only one that has expired. */
  private Document begin(Key record, String project, String fingerprint, Supplier<String> newId) {
    while (true) {
      Document found = store.fetch(record);
      if (found != null && !isExpired(found)) {
        return found;
      }
      JsonObject content =
          JsonObject.of(FINGERPRINT, new JsonString(fingerprint))
              .with(ID, new JsonString(newId.get()))
              .with(CREATED_AT, new JsonString(Times.format(clock.instant())));
      long expected = found == null ? DocumentStore.ABSENT : found.revision();
      Draft draft = draft(project, content);
      if (store.put(record, expected, draft) instanceof WriteResult.Stored(long revision)) {
        return new Document(record, revision, project, null, Visibility.PRIVATE, draft.body());
      }
    }
  }

  private boolean isExpired(Document record) {
    return isExpired(record, clock.instant());
  }

  /** Whether a record has done its service; a damaged one has. */
  boolean isExpired(Document record, Instant now) {
    String created = DocumentCodec.decode(record.body().array()).text(CREATED_AT);
    try {
      return created == null || Instant.parse(created).plus(kept).isBefore(now);
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  private static @Nullable Answer answer(JsonObject content) {
    String body = content.text(ANSWER);
    return body == null ? null : new Answer(body, content.text(ETAG));
  }

  private static Draft draft(String project, JsonObject content) {
    return Draft.of(project, Visibility.PRIVATE, Bytes.wrap(DocumentCodec.encode(content)));
  }

  /** What tells requests apart: method, path with query, and body. */
  public static String fingerprint(String method, String target, byte[] body) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update((method + " " + target + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
