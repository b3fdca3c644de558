package dev.vitrine.bench.index;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.RevisionPosition;
import dev.vitrine.store.StoreCapabilities;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue of any size that takes no room: each model is made up when it is read, always the
 * same one. Only short rows, for nothing but lists is to be read of them. Cannot be written.
 *
 * <p>Half of the models belong to one project; they were created one after the other over as many
 * minutes as there are models, and one in four was updated since.
 */
public final class MadeUpStore implements DocumentStore {
  /** The project that owns half of the models. */
  public static final String PROJECT = "bench";

  /** When the first model was created. */
  public static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

  private static final long BEGIN_MILLIS = BEGIN.toEpochMilli();
  private static final String NAME = "be0c4b3d";
  private static final long MINUTE = 60_000;
  private static final int OTHERS = 100;
  private static final int TAGS = 50;
  private static final int COLLECTIONS = 1_000;
  private static final long LONGEST_UNTIL_UPDATE = 100L * 24 * 60 * MINUTE;

  private final int models;

  public MadeUpStore(int models) {
    this.models = models;
  }

  private static String id(int number) {
    SplittableRandom random = new SplittableRandom(number);
    return "model_" + Long.toString(random.nextLong() >>> 1, 36) + "_" + number;
  }

  private static Document document(int number) {
    SplittableRandom random = new SplittableRandom(~number);
    String owner = random.nextBoolean() ? PROJECT : "project-" + random.nextInt(OTHERS);
    Visibility visibility =
        switch (random.nextInt(4)) {
          case 0 -> Visibility.PUBLIC;
          case 1 -> Visibility.UNLISTED;
          default -> Visibility.PRIVATE;
        };
    byte[] body = ModelDocument.of(row(number, random)).encode();
    return new Document(
        Key.model(id(number)), number + 1L, owner, null, visibility, Bytes.wrap(body));
  }

  private static JsonObject row(int number, SplittableRandom random) {
    long created = BEGIN_MILLIS + number * MINUTE + random.nextLong(MINUTE);
    long updated =
        random.nextInt(4) == 0 ? created + random.nextLong(LONGEST_UNTIL_UPDATE) : created;
    List<String> tags = new ArrayList<>();
    for (int i = random.nextInt(2, 5); i > 0; i--) {
      tags.add("tag-" + random.nextInt(TAGS));
    }
    boolean custom = random.nextInt(3) == 0;
    LinkedHashMap<String, Json> row = new LinkedHashMap<>();
    row.put("id", new JsonString(id(number)));
    row.put("name", new JsonString("Model " + number));
    row.put("type", new JsonString(custom ? "custom" : "flux.1-lora"));
    row.put("status", new JsonString("trained"));
    row.put("createdAt", new JsonString(Instant.ofEpochMilli(created).toString()));
    row.put("updatedAt", new JsonString(Instant.ofEpochMilli(updated).toString()));
    row.put("authorId", new JsonString("user-" + random.nextInt(OTHERS)));
    row.put("capabilities", JsonArray.ofStrings(List.of("txt2img", "img2img", "controlnet")));
    row.put("collectionIds", JsonArray.ofStrings(List.of("c" + random.nextInt(COLLECTIONS))));
    row.put("custom", JsonBoolean.of(custom));
    row.put("source", new JsonString("scenario"));
    row.put("tags", JsonArray.ofStrings(tags));
    row.put("score", new JsonNumber(random.nextInt(1_000)));
    return new JsonObject(row);
  }

  @Override
  public Feed changes(Position after, Set<Kind> kinds, int limit) {
    RevisionPosition from = RevisionPosition.parse(after, NAME, models, 0);
    List<Change> page = new ArrayList<>();
    int number = (int) from.revision();
    for (; number < models && page.size() < limit && kinds.contains(Kind.MODEL); number++) {
      // Owner and visibility are those of the document, which is made only when it is fetched.
      page.add(
          new Change(Key.model(id(number)), number + 1L, PROJECT, null, Visibility.PRIVATE, false));
    }
    return new Feed.Changes(page, from.at(number).position(), number < models);
  }

  @Override
  public Fetched fetch(List<Key> keys, long byteLimit) {
    @Nullable Document[] documents = new @Nullable Document[keys.size()];
    for (int i = 0; i < documents.length; i++) {
      String id = keys.get(i).id();
      documents[i] = document(Integer.parseInt(id.substring(id.lastIndexOf('_') + 1)));
    }
    return new Fetched(Arrays.asList(documents), documents.length);
  }

  @Override
  public Position head() {
    return new RevisionPosition(NAME, models, 0).position();
  }

  @Override
  public WriteResult put(Key key, long expectedRevision, Draft draft) {
    throw new UnsupportedOperationException("made up");
  }

  @Override
  public List<WriteResult> putAll(List<Put> puts) {
    throw new UnsupportedOperationException("made up");
  }

  @Override
  public WriteResult delete(Key key, long expectedRevision) {
    throw new UnsupportedOperationException("made up");
  }

  @Override
  public int purgeTombstones(Instant deletedBefore) {
    return 0;
  }

  @Override
  public StoreCapabilities capabilities() {
    return new StoreCapabilities("made up", false, true);
  }

  @Override
  public void close() {}

  /** What it is made of, for a result. */
  public Map<String, Object> about() {
    return Map.of("models", models, "tags", TAGS, "collections", COLLECTIONS);
  }
}
