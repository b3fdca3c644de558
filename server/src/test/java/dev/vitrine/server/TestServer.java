package dev.vitrine.server;

import dev.vitrine.access.KeyRecord;
import dev.vitrine.access.Role;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.SigningKey;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.model.Contract;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.server.Wiring.RunningServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.CountingStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback over a memory store, with two projects and a key of each role, for tests
 * over real HTTP.
 */
public final class TestServer implements AutoCloseable {
  /** The project most models belong to. */
  public static final String STUDIO = "proj_studio";

  /** Another project. */
  public static final String RIVAL = "proj_rival";

  /** An instant within a signing window that ends on 2026-03-14. */
  public static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");

  /** The secret of every key. */
  public static final String SECRET = "open sesame";

  /** The name of the key asset URLs are signed with. */
  public static final String SIGNING_KEY_ID = "test-signing";

  /** The secret asset URLs are signed with, as it stands in the file. */
  public static final String SIGNING_SECRET = "c2lnbmluZy1zZWNyZXQtb2YtdGhlLXRlc3RzLTMyYnk";

  /** The header of a reader without a key. */
  public static final String PUBLIC_TOKEN = "public-auth-token";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String MARKER = "marker";

  private static final ModelFields FIELDS = Contract.modelFields();

  /** What an import fills in where a document lacks it (contract section 4). */
  private static final JsonObject FILLED =
      (JsonObject)
          json(
              """
              {"createdAt":"2026-01-01T00:00:00.000Z","updatedAt":"2026-01-01T00:00:00.000Z","privacy":"private","capabilities":[],
               "source":"other","status":"trained","trainingImagesNumber":0,"tags":[],"collectionIds":[],"exampleAssetIds":[],
               "custom":false}
              """);

  private final CountingStore store;
  private final AssetStore blobs;
  private @Nullable RunningServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestServer(
      DocumentStore store,
      AssetStore blobs,
      SigningKeys keys,
      Settings settings,
      InstantSource clock) {
    this.store = new CountingStore(store);
    this.blobs = blobs;
    for (String project : List.of(STUDIO, RIVAL)) {
      for (Role role : Role.values()) {
        key(keyId(project, role), project, role, SECRET);
      }
    }
    try {
      server = Wiring.start(this.store, blobs, keys, clock, settings);
      if (!server.index().awaitReady(PATIENCE)) {
        throw new IllegalStateException("there is no index: " + server.index().state());
      }
    } catch (Exception e) {
      throw new IllegalStateException("the server did not start", e);
    }
  }

  public static TestServer start() {
    return start(Settings.onLoopback());
  }

  /** A server whose public models are there for readers without a key too. */
  public static TestServer startForAnyone() {
    Settings usual = Settings.onLoopback();
    return start(
        new Settings(usual.host(), 0, null, usual.limits(), usual.cacheBytes(), true, true));
  }

  public static TestServer start(Settings settings) {
    return start(new MemoryStore(), settings);
  }

  public static TestServer start(DocumentStore store, Settings settings) {
    return start(store, settings, InstantSource.fixed(NOW));
  }

  public static TestServer start(DocumentStore store, Settings settings, InstantSource clock) {
    return start(
        store, new MemoryAssetStore(InstantSource.system()), signingKeys(), settings, clock);
  }

  /** A server that closes both stores with itself. */
  public static TestServer start(
      DocumentStore store,
      AssetStore blobs,
      SigningKeys keys,
      Settings settings,
      InstantSource clock) {
    return new TestServer(store, blobs, keys, settings, clock);
  }

  /** The keys URLs are signed with. */
  public static SigningKeys signingKeys() {
    return SigningKeys.of(
        List.of(SigningKey.parse(SIGNING_KEY_ID + " " + SIGNING_SECRET).orElseThrow()));
  }

  /** The id of the key of a role in a project. */
  public static String keyId(String project, Role role) {
    return "apiu_"
        + project.substring("proj_".length())
        + "_"
        + role.name().toLowerCase(Locale.ROOT);
  }

  /** The header of the editor's key of a project. */
  public static String credentials(String project) {
    return credentials(keyId(project, Role.EDITOR), SECRET);
  }

  public static String credentials(String key, String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  /** Whoever uses the editor's key of a project. */
  public ApiClient as(String project) {
    return authorized(credentials(project));
  }

  /** Whoever uses the key of a role of a project. */
  public ApiClient as(String project, Role role) {
    return authorized(credentials(keyId(project, role), SECRET));
  }

  /** Waits until lists show all that was stored up to now, also behind the server's back. */
  public void awaitLists() {
    try {
      if (!server().index().awaitCaughtUp(PATIENCE)) {
        throw new IllegalStateException("the index does not catch up: " + server().index().state());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits until the cache has dropped all that was stored behind its back up to now: until it has
   * dropped a marker stored after all that, since it hears of changes one after the other. The
   * index reads the marker like any model.
   */
  public void awaitFollowed() {
    String json = "{\"id\":\"%s\",\"type\":\"custom\"}".formatted(MARKER);
    Draft marker = draft(RIVAL, (JsonObject) json(json), Set.of());
    write(Key.model(MARKER), marker);
    as(RIVAL).bulk(ApiClient.ids(MARKER));
    write(Key.model(MARKER), marker);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (server().cache().get(MARKER) != null) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the cache does not follow the store");
      }
      Thread.onSpinWait();
    }
  }

  /** Whoever sends this header. */
  public ApiClient authorized(String authorization) {
    return stranger().header("Authorization", authorization);
  }

  /** Someone without credentials. */
  public ApiClient stranger() {
    return new ApiClient(http, address());
  }

  public CountingStore store() {
    return store;
  }

  /** Where the bytes of assets are. */
  public AssetStore blobs() {
    return blobs;
  }

  /** What runs, until {@link #close}. */
  public RunningServer server() {
    return Objects.requireNonNull(server, "closed");
  }

  public URI address() {
    return server().address();
  }

  /**
   * Stores a model written as JSON under a project, as an import would leave it, and forgets what
   * the cache knew of it.
   */
  public void model(String project, String json) {
    model(project, (JsonObject) json(json), Set.of());
  }

  /** As {@link #model(String, String)}, with assets marked as held. */
  public void model(String project, JsonObject json, Set<String> held) {
    put(String.valueOf(json.text("id")), draft(project, json, held));
  }

  private static Draft draft(String project, JsonObject json, Set<String> held) {
    JsonObject row = imported(project, json);
    Visibility visibility =
        Visibility.valueOf(String.valueOf(row.text("privacy")).toUpperCase(Locale.ROOT));
    ModelDocument document =
        ModelDocument.of(ModelDocument.withoutWandbKey(row))
            .withWandbKey(ModelDocument.wandbKeyIn(row))
            .withHeldAssets(held);
    return Draft.of(project, visibility, Bytes.wrap(document.encode()));
  }

  /** The row of a document as an import into a project leaves it. */
  public static JsonObject imported(String project, JsonObject json) {
    SequencedMap<String, Json> members = new LinkedHashMap<>(FIELDS.normalise(json).members());
    FILLED.members().forEach(members::putIfAbsent);
    members.put("ownerId", new JsonString(project));
    return FIELDS.inRowOrder(new JsonObject(members));
  }

  /** Stores an asset of a project that shows nothing, in this form. */
  public void asset(String project, String id, String privacy) {
    asset(project, id, privacy, "image", "uploaded", "image/png");
  }

  /** Stores a canvas of a project, empty. */
  public void canvas(String project, String id, String privacy) {
    asset(project, id, privacy, "json", "canvas", "application/json");
  }

  private void asset(
      String project, String id, String privacy, String kind, String type, String mimeType) {
    JsonObject row =
        (JsonObject)
            json(
                """
                {"id":"%s","authorId":"apiu_x","collectionIds":[],"createdAt":"2026-01-01T00:00:00.000Z","editCapabilities":[],
                 "kind":"%s","metadata":{"kind":"%s","type":"%s","name":"%s"},"mimeType":"%s","ownerId":"%s","privacy":"%s",
                 "properties":{"size":2},"source":"%s","status":"success","tags":[],"updatedAt":"2026-01-01T00:00:00.000Z"}
                """
                    .formatted(id, kind, kind, type, id, mimeType, project, privacy, type));
    write(
        new Key(Kind.ASSET, id),
        Draft.of(
            project,
            Visibility.valueOf(privacy.toUpperCase(Locale.ROOT)),
            Bytes.wrap(AssetDocument.of(row, blob("{}")).encode())));
  }

  private StoredBlob blob(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return blobs.put(new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores any bytes as a model, also such as are no document. */
  public void put(String id, Draft draft) {
    write(Key.model(id), draft);
    server().cache().invalidate(id);
  }

  /** Stores a key. */
  public void key(String id, String project, Role role, String secret) {
    KeyRecord record =
        new KeyRecord(id, project, role, KeyRecord.hash(secret), "2026-01-01T00:00:00.000Z");
    write(
        new Key(Kind.KEY, id), Draft.of(project, Visibility.PRIVATE, Bytes.wrap(record.encode())));
  }

  /** Deletes a document behind the server's back: it learns of it through the feed of changes. */
  public void delete(Key key) {
    Document document = store.fetch(key);
    if (document == null
        || !(store.delete(key, document.revision()) instanceof WriteResult.Stored)) {
      throw new IllegalStateException("not deleted: " + key);
    }
  }

  /** Stores a document behind the server's back. */
  public void write(Key key, Draft draft) {
    Document old = store.fetch(key);
    WriteResult result = store.put(key, old == null ? DocumentStore.ABSENT : old.revision(), draft);
    if (!(result instanceof WriteResult.Stored)) {
      throw new IllegalStateException("not stored: " + result);
    }
  }

  public static Json json(String text) {
    return JsonReader.parse(text.getBytes(StandardCharsets.UTF_8), new JsonLimits(64 << 20, 200));
  }

  /** A list that a row must have. */
  public static JsonArray array(JsonObject row, String name) {
    JsonArray array = row.array(name);
    if (array == null) {
      throw new AssertionError("no list " + name + " in " + text(row));
    }
    return array;
  }

  /** An object that a row must have. */
  public static JsonObject object(JsonObject row, String name) {
    JsonObject object = row.object(name);
    if (object == null) {
      throw new AssertionError("no object " + name + " in " + text(row));
    }
    return object;
  }

  public static String text(Json json) {
    return new String(JsonWriter.write(json), StandardCharsets.UTF_8);
  }

  /**
   * Closes the server and its stores, and lets go of its caches: classes of tests hold their
   * servers to the end of the whole run.
   */
  @Override
  public void close() {
    http.close();
    server().close();
    server = null;
    store.close();
    blobs.close();
  }
}
