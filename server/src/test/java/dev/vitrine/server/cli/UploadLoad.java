package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One client that uploads files in parts, one call after the other, and notes what was answered.
 */
final class UploadLoad {
  private static final int MOST_PARTS = 5;
  private static final int MOST_PART_BYTES = 200_000;

  private final String name;
  private final Random random;

  /** The hash of each file that was ever begun, by its name. */
  private final Map<String, String> files = new HashMap<>();

  /** The names of files by the assets that were answered. */
  private final Map<String, String> assets = new HashMap<>();

  private final List<Begun> unfinished = new ArrayList<>();
  private @Nullable Begun current;

  UploadLoad(String name, Random random) {
    this.name = name;
    this.random = random;
  }

  /** An upload that was begun, and what is known of its parts. */
  private static final class Begun {
    private final String id;
    private final String file;
    private final List<byte[]> parts;

    /** The etag of each part that was acknowledged last. */
    private final Map<Integer, String> acknowledged = new HashMap<>();

    /** What was being sent when the answer did not come, by part. */
    private final Map<Integer, String> unanswered = new HashMap<>();

    private Begun(String id, String file, List<byte[]> parts) {
      this.id = id;
      this.file = file;
      this.parts = parts;
    }
  }

  Map<String, String> files() {
    return files;
  }

  Map<String, String> assets() {
    return assets;
  }

  boolean hasUnfinished() {
    return !unfinished.isEmpty();
  }

  static String hash(byte[]... pieces) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] piece : pieces) {
        digest.update(piece);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Sends one request and waits for its answer.
   *
   * @throws java.io.UncheckedIOException if there is none
   */
  void step(ApiClient client) {
    Begun upload = current;
    if (upload == null) {
      upload = unfinished.isEmpty() ? begin(client) : unfinished.getFirst();
      current = upload;
    }
    Integer missing = missing(upload);
    if (missing == null) {
      complete(client, upload);
    } else {
      boolean wrong = random.nextInt(5) == 0;
      byte[] right = upload.parts.get(missing - 1);
      byte[] bytes = new byte[right.length];
      if (wrong) {
        random.nextBytes(bytes);
      }
      send(client, upload, missing, wrong ? bytes : right);
    }
  }

  private Begun begin(ApiClient client) {
    String file = name + "-" + files.size() + ".bin";
    List<byte[]> parts = new ArrayList<>();
    int size = 0;
    for (int i = 1 + random.nextInt(MOST_PARTS); i > 0; i--) {
      byte[] part = new byte[1 + random.nextInt(MOST_PART_BYTES)];
      random.nextBytes(part);
      part[0] = 0; // So that it is no text or picture by chance.
      parts.add(part);
      size += part.length;
    }
    files.put(file, hash(parts.toArray(byte[][]::new)));
    Answer begun =
        client.call(
            "POST",
            "/uploads",
            """
            {"fileName":"%s","contentType":"application/octet-stream","kind":"asset","fileSize":%d,"parts":%d}
            """
                .formatted(file, size, parts.size()));
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    Begun upload = new Begun(String.valueOf(upload(begun).text("id")), file, parts);
    unfinished.add(upload);
    return upload;
  }

  /** A part of which the right bytes were not acknowledged yet; null if there is none. */
  private @Nullable Integer missing(Begun upload) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number <= upload.parts.size(); number++) {
      if (!hash(upload.parts.get(number - 1)).equals(upload.acknowledged.get(number))) {
        numbers.add(number);
      }
    }
    Collections.shuffle(numbers, random);
    return numbers.isEmpty() ? null : numbers.getFirst();
  }

  private static JsonObject upload(Answer answer) {
    return TestServer.object(answer.json(), "upload");
  }

  private static void send(ApiClient client, Begun upload, int number, byte[] bytes) {
    Answer now = client.get("/uploads/" + upload.id);
    JsonArray parts = Objects.requireNonNull(upload(now).array("parts"), now::text);
    String url = String.valueOf(((JsonObject) parts.elements().get(number - 1)).text("url"));
    String hash = hash(bytes);
    upload.unanswered.put(number, hash);
    Answer answer =
        client.send(HttpRequest.newBuilder(URI.create(url)).PUT(BodyPublishers.ofByteArray(bytes)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"" + hash + "\"");
    upload.acknowledged.put(number, hash);
    upload.unanswered.remove(number);
  }

  private void complete(ApiClient client, Begun upload) {
    Answer answer =
        client.call("POST", "/uploads/" + upload.id + "/action", "{\"action\":\"complete\"}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    current = null;
    note(upload, upload(answer));
  }

  /** Takes what is imported for finished; puts off what is not. */
  private boolean note(Begun upload, JsonObject told) {
    assertThat(told.text("status")).as(TestServer.text(told)).isNotEqualTo("failed");
    unfinished.remove(upload);
    if (!"imported".equals(told.text("status"))) {
      unfinished.add(upload);
      return false;
    }
    assets.put(String.valueOf(told.text("entityId")), upload.file);
    return true;
  }

  /** Compares what a server tells of uploads that were not finished with what it acknowledged. */
  void check(ApiClient client) {
    current = null;
    for (Begun upload : List.copyOf(unfinished)) {
      Answer answer = client.get("/uploads/" + upload.id);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      JsonObject told = upload(answer);
      if ("pending".equals(told.text("status"))) {
        compare(upload, Objects.requireNonNull(told.array("parts")));
      } else {
        assertThat(missing(upload)).as("completed by its client").isNull();
        note(upload, told);
      }
    }
  }

  private static void compare(Begun upload, JsonArray parts) {
    for (int number = 1; number <= upload.parts.size(); number++) {
      JsonObject part = (JsonObject) parts.elements().get(number - 1);
      String etag = part.text("etag");
      assertThat(part.get("uploaded")).isEqualTo(JsonBoolean.of(etag != null));
      String unanswered = upload.unanswered.remove(number);
      if (unanswered == null || !unanswered.equals(etag)) {
        assertThat(etag)
            .as("part %s of %s", number, upload.id)
            .isEqualTo(upload.acknowledged.get(number));
      } else {
        upload.acknowledged.put(number, unanswered); // It was stored, and nobody was told.
      }
    }
  }

  /** Asks again for what was being validated; false if something still is. */
  boolean settle(ApiClient client) {
    boolean all = true;
    Iterator<Begun> each = List.copyOf(unfinished).iterator();
    while (each.hasNext()) {
      Begun upload = each.next();
      Integer missing = missing(upload);
      while (missing != null) {
        send(client, upload, missing, upload.parts.get(missing - 1));
        missing = missing(upload);
      }
      Answer answer =
          client.call("POST", "/uploads/" + upload.id + "/action", "{\"action\":\"complete\"}");
      all &= note(upload, upload(answer));
    }
    return all;
  }
}
