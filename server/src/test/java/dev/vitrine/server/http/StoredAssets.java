package dev.vitrine.server.http;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.asset.files.FileAssetStore;
import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.ExpectedUrls;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.OpenApiContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Assets put into a server behind its back, and what their URLs give. */
final class StoredAssets {
  /** The end of the window of {@link TestServer#NOW}: 2026-03-14T23:59:59Z. */
  static final long WINDOW = Instant.parse("2026-03-14T23:59:59Z").getEpochSecond();

  static final String CHANGED = "2026-02-01T12:30:45.678Z";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final OpenApiContract CONTRACT = OpenApiContract.load();

  private StoredAssets() {}

  /** A server that keeps all in memory. */
  static TestServer inMemory(Settings settings) {
    return TestServer.start(
        new MemoryStore(),
        new MemoryAssetStore(InstantSource.system()),
        TestServer.signingKeys(),
        settings,
        InstantSource.fixed(TestServer.NOW));
  }

  /** A server that keeps assets in a folder. */
  static TestServer onDisk(Path folder, Settings settings) {
    return TestServer.start(
        new MemoryStore(),
        FileAssetStore.open(folder),
        TestServer.signingKeys(),
        settings,
        InstantSource.fixed(TestServer.NOW));
  }

  /** Asks until the answer is as it should be, and no longer than twenty seconds. */
  static <T> T eventually(Supplier<T> ask, Predicate<T> asItShould) {
    Instant deadline = Instant.now().plusSeconds(20);
    T answer = ask.get();
    while (!asItShould.test(answer) && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
      answer = ask.get();
    }
    return answer;
  }

  /** What is told of an asset that is put into a server. */
  record Told(String project, Visibility privacy, String mimeType, String name, String type) {
    static Told picture(String mimeType, String name) {
      return new Told(TestServer.STUDIO, Visibility.PRIVATE, mimeType, name, "uploaded");
    }

    Told withPrivacy(Visibility other) {
      return new Told(project, other, mimeType, name, type);
    }

    Told withType(String other) {
      return new Told(project, privacy, mimeType, name, other);
    }
  }

  /** Puts an asset into a server. */
  static StoredBlob put(TestServer server, String id, byte[] bytes, Told told) {
    try {
      StoredBlob blob = server.blobs().put(new ByteArrayInputStream(bytes), bytes.length);
      name(server, id, blob, told);
      return blob;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the document of an asset into a server. */
  static void name(TestServer server, String id, StoredBlob blob, Told told) {
    String privacy = told.privacy().name().toLowerCase(Locale.ROOT);
    JsonObject row =
        JsonObject.of("id", new JsonString(id))
            .with("mimeType", new JsonString(told.mimeType()))
            .with("ownerId", new JsonString(told.project()))
            .with("privacy", new JsonString(privacy))
            .with("updatedAt", new JsonString(CHANGED))
            .with(
                "metadata",
                JsonObject.of("name", new JsonString(told.name()))
                    .with("type", new JsonString(told.type())));
    server.write(
        new Key(Kind.ASSET, id),
        Draft.of(told.project(), told.privacy(), Bytes.wrap(AssetDocument.of(row, blob).encode())));
  }

  /** The URL of the original. */
  static String original(TestServer server, String id) {
    return new ExpectedUrls(server.address().toString(), WINDOW).of(id, true);
  }

  /** The URL of the rendition. */
  static String rendition(TestServer server, String id) {
    return new ExpectedUrls(server.address().toString(), WINDOW).of(id, false);
  }

  /**
   * What a URL gives, which is held against {@code openapi.yaml}.
   *
   * @param headers names and values
   */
  static HttpResponse<byte[]> load(String url, String... headers) {
    return ask("GET", url, headers);
  }

  /** As {@link #load}, with the method HEAD. */
  static HttpResponse<byte[]> head(String url, String... headers) {
    return ask("HEAD", url, headers);
  }

  private static HttpResponse<byte[]> ask(String method, String url, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
    try {
      HttpResponse<byte[]> answer =
          HTTP.send(
              (headers.length == 0 ? request : request.headers(headers)).build(),
              BodyHandlers.ofByteArray());
      CONTRACT.check(
          new OpenApiContract.Answer(
              method,
              answer.uri().getRawPath(),
              answer.statusCode(),
              answer.headers().map(),
              answer.body()));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** The body of an error without what differs from answer to answer. */
  static JsonObject error(HttpResponse<byte[]> answer) {
    return ((JsonObject) TestServer.json(new String(answer.body(), StandardCharsets.UTF_8)))
        .without("traceId");
  }

  /** So many bytes of which no two parts are alike. */
  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 ^ (i >> 7) ^ (i >> 15));
    }
    return bytes;
  }
}
