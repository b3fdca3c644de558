package dev.vitrine.server;

import dev.vitrine.access.KeyRecord;
import dev.vitrine.access.Role;
import dev.vitrine.asset.SigningKey;
import dev.vitrine.model.Contract;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonString;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** A server on loopback over a memory store, with two projects and a key of each role, for tests over real HTTP. */
public final class TestServer implements AutoCloseable {
  /** The project most models belong to. */
  public static final String STUDIO = "proj_studio";

  /** Another project. */
  public static final String RIVAL = "proj_rival";

  /** An instant within a signing window that ends on 2026-03-14. */
  public static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");

  public static final String SECRET = "open sesame";

  private static final ModelFields FIELDS = Contract.modelFields();

  private final CountingStore store;
  private final RunningServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(DocumentStore store, Settings settings) throws Exception {
    this.store = new CountingStore(store);
    for (String project : Set.of(STUDIO, RIVAL)) {
      for (Role role : Role.values()) {
        String id = keyId(project, role);
        KeyRecord record = new KeyRecord(id, project, role, KeyRecord.hash(SECRET), "2026-01-01T00:00:00.000Z");
        this.store.put(
            new Key(Kind.KEY, id),
            DocumentStore.ABSENT,
            Draft.of(project, Visibility.PRIVATE, Bytes.wrap(record.encode())));
      }
    }
    this.server = Wiring.start(this.store, SigningKey.random(), InstantSource.fixed(NOW), settings);
  }

  public static TestServer start() throws Exception {
    return start(Settings.onLoopback());
  }

  public static TestServer start(Settings settings) throws Exception {
    return new TestServer(new MemoryStore(), settings);
  }

  public static TestServer start(DocumentStore store, Settings settings) throws Exception {
    return new TestServer(store, settings);
  }

  /** The id of the key of a role in a project. */
  public static String keyId(String project, Role role) {
    return "apiu_" + project.substring("proj_".length()) + "_" + role.name().toLowerCase(Locale.ROOT);
  }

  /** The header of the editor's key of a project. */
  public static String credentials(String project) {
    return credentials(keyId(project, Role.EDITOR), SECRET);
  }

  public static String credentials(String key, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  public CountingStore store() {
    return store;
  }

  public RunningServer server() {
    return server;
  }

  public URI address() {
    return server.address();
  }

  /** Stores a model written as JSON under a project, as an import would leave it, and forgets what the cache knew of it. */
  public void model(String project, String json) {
    model(project, json, Set.of());
  }

  /** As {@link #model(String, String)}, with assets marked as held. */
  public void model(String project, String json, Set<String> held) {
    JsonObject row =
        FIELDS.inRowOrder(((JsonObject) json(json)).with("ownerId", new JsonString(project)));
    String privacy = row.text("privacy");
    Visibility visibility =
        privacy == null ? Visibility.PRIVATE : Visibility.valueOf(privacy.toUpperCase(Locale.ROOT));
    ModelDocument document = ModelDocument.of(row).withHeldAssets(held);
    put(document.id(), Draft.of(project, visibility, Bytes.wrap(document.encode())));
  }

  /** Stores any bytes as a model, also such as are no document. */
  public void put(String id, Draft draft) {
    Key key = Key.model(id);
    Document old = store.fetch(key);
    WriteResult result = store.put(key, old == null ? DocumentStore.ABSENT : old.revision(), draft);
    if (!(result instanceof WriteResult.Stored)) {
      throw new IllegalStateException("not stored: " + result);
    }
    server.cache().invalidate(id);
  }

  public static Json json(String text) {
    return JsonReader.parse(text.getBytes(StandardCharsets.UTF_8), new JsonLimits(64 << 20, 200));
  }

  /** A bulk read by the editor of {@link #STUDIO}. */
  public HttpResponse<String> bulk(String body) throws Exception {
    return bulk("", body);
  }

  /** As {@link #bulk(String)}, with a query such as {@code ?report=true} and more headers, as names and values in turn. */
  public HttpResponse<String> bulk(String query, String body, String... headers) throws Exception {
    return send(
        request("/v1/models/get-bulk" + query, credentials(STUDIO), headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> get(String path, String authorization) throws Exception {
    return send(request(path, authorization).GET());
  }

  /** A request to this server; an empty authorization sends none. */
  public HttpRequest.Builder request(String path, String authorization, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return headers.length == 0 ? request : request.headers(headers);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    store.close();
  }
}
