package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One client that makes assets of pictures it sends along, trains a model of its own on some, and
 * deletes some, one call after the other, and notes what was answered.
 */
final class AssetLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_ASSETS = 30;
  private static final int MOST_BYTES = 100_000;

  /** So many of those that were deleted last are looked for each time. */
  private static final int MOST_LOOKED_FOR = 150;

  /** A picture of one pixel; what follows it is its own matter. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

  private final String name;
  private final Random random;

  /** The hash of each picture that was ever sent, by its name. */
  private final Map<String, String> files = new HashMap<>();

  private final Map<String, Held> held = new LinkedHashMap<>();
  private final List<String> deleted = new ArrayList<>();
  private byte[] lastBytes = PNG;
  private String model = "";
  private @Nullable Write unanswered;

  AssetLoad(String name, Random random) {
    this.name = name;
    this.random = random;
  }

  /**
   * An asset that is there.
   *
   * @param used whether the model is trained on it
   */
  private record Held(String id, String file, boolean used) {}

  private enum What {
    CREATE,
    CREATE_IN_MODEL,
    USE,
    TAKE_OUT,
    DELETE
  }

  /**
   * A call.
   *
   * @param asset what it is about; what it is to be for a creation, without an id
   * @param data the picture it sends, as a data URL
   */
  private record Write(What what, Held asset, String data) {
    String id() {
      return asset.id();
    }
  }

  Map<String, String> files() {
    return files;
  }

  /** The names of files by the assets that are there. */
  Map<String, String> assets() {
    return held.values().stream().collect(Collectors.toMap(Held::id, Held::file));
  }

  /** Makes the model. */
  void begin(ApiClient client) {
    Answer made =
        client.call("POST", "/models", "{\"name\":\"" + name + "\",\"type\":\"flux.1-lora\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    model = String.valueOf(made.model().text("id"));
  }

  /**
   * Sends one write and waits for its answer.
   *
   * @throws java.io.UncheckedIOException if there is none
   */
  void step(ApiClient client) {
    Write write = next();
    unanswered = write;
    if (write.what == What.DELETE && write.asset.used) {
      Answer refused = delete(client, write.id(), "");
      assertThat(refused.status()).as(refused.text()).isEqualTo(400);
      assertThat(refused.text()).contains("\"usedBy\":[\"" + model + "\"]");
    }
    Answer answer = send(client, write);
    assertThat(answer.status()).as("%s: %s", write.what, answer.text()).isEqualTo(200);
    note(write, answer);
  }

  private Write next() {
    if (held.isEmpty() || (held.size() < MOST_ASSETS && random.nextInt(2) == 0)) {
      return creation();
    }
    Held asset = List.copyOf(held.values()).get(random.nextInt(held.size()));
    What what = random.nextInt(3) == 0 ? What.DELETE : asset.used ? What.TAKE_OUT : What.USE;
    return new Write(what, asset, "");
  }

  private Write creation() {
    String file = name + "-" + files.size() + ".png";
    if (random.nextInt(4) != 0) { // Else the same bytes as the last one, which may be deleted.
      byte[] bytes = new byte[PNG.length + random.nextInt(MOST_BYTES)];
      random.nextBytes(bytes);
      System.arraycopy(PNG, 0, bytes, 0, PNG.length);
      lastBytes = bytes;
    }
    files.put(file, UploadLoad.hash(lastBytes));
    boolean inModel = random.nextBoolean();
    return new Write(
        inModel ? What.CREATE_IN_MODEL : What.CREATE,
        new Held("", file, inModel),
        "data:image/png;base64," + Base64.getEncoder().encodeToString(lastBytes));
  }

  /** Sends a write, for the first time or again. */
  private Answer send(ApiClient client, Write write) {
    String file = write.asset.file;
    ApiClient once = client.header("Idempotency-Key", file);
    return switch (write.what) {
      case CREATE ->
          once.call(
              "POST", "/assets", "{\"name\":\"%s\",\"image\":\"%s\"}".formatted(file, write.data));
      case CREATE_IN_MODEL ->
          once.call(
              "POST", images(), "{\"name\":\"%s\",\"data\":\"%s\"}".formatted(file, write.data));
      case USE -> client.call("POST", images(), "{\"assetId\":\"" + write.id() + "\"}");
      case TAKE_OUT -> client.call("DELETE", images() + "/" + write.id());
      case DELETE -> delete(client, write.id(), "&force");
    };
  }

  private static Answer delete(ApiClient client, String id, String more) {
    long begun = System.nanoTime();
    while (true) {
      Answer answer = client.query("assetIds=" + id + more).call("DELETE", "/assets");
      if (answer.status() != 503) { // The index is being opened.
        return answer;
      }
      assertThat(System.nanoTime() - begun).as(answer.text()).isLessThan(PATIENCE.toNanos());
    }
  }

  private String images() {
    return "/models/" + model + "/training-images";
  }

  private void note(Write write, Answer answer) {
    Held asset = write.asset;
    switch (write.what) {
      case CREATE -> hold(id(answer, "asset"), asset.file, false);
      case CREATE_IN_MODEL -> hold(id(answer, "trainingImage"), asset.file, true);
      case USE -> hold(asset.id, asset.file, true);
      case TAKE_OUT -> hold(asset.id, asset.file, false);
      case DELETE -> {
        held.remove(asset.id);
        deleted.add(asset.id);
      }
    }
    unanswered = null;
  }

  private static String id(Answer answer, String member) {
    return String.valueOf(TestServer.object(answer.json(), member).text("id"));
  }

  private void hold(String id, String file, boolean used) {
    held.put(id, new Held(id, file, used));
  }

  /**
   * Compares what there is after a restart with what was answered, and then repeats the call that
   * was not.
   */
  void check(ApiClient client) {
    Write doubtful = unanswered;
    checkAssets(client, doubtful);
    checkModel(client, doubtful);
    if (doubtful != null) {
      Answer again = send(client, doubtful);
      if (doubtful.what == What.DELETE || doubtful.what == What.TAKE_OUT) {
        assertThat(again.status()).as(again.text()).isIn(200, 404); // It was done, perhaps.
      } else {
        assertThat(again.status()).as(again.text()).isEqualTo(200);
      }
      note(doubtful, again);
      checkAssets(client, null);
      checkModel(client, null);
    }
  }

  private void checkAssets(ApiClient client, @Nullable Write doubtful) {
    List<String> asked = new ArrayList<>(held.keySet());
    asked.addAll(deleted.subList(Math.max(0, deleted.size() - MOST_LOOKED_FOR), deleted.size()));
    if (asked.isEmpty()) {
      return;
    }
    Answer answer =
        client.call(
            "POST",
            "/assets/get-bulk",
            TestServer.text(JsonObject.of("assetIds", JsonArray.ofStrings(asked))));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    Set<String> expected = new HashSet<>(held.keySet());
    Set<String> there = ids(answer.json(), "assets");
    if (doubtful != null && doubtful.what == What.DELETE) {
      expected.remove(doubtful.id());
      there.remove(doubtful.id());
    }
    assertThat(there).as("assets of %s", name).isEqualTo(expected);
  }

  private void checkModel(ApiClient client, @Nullable Write doubtful) {
    Answer answer = client.model(model);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    Set<String> images = ids(answer.model(), "trainingImages");
    Set<String> expected =
        held.values().stream().filter(Held::used).map(Held::id).collect(Collectors.toSet());
    if (doubtful != null) {
      images.remove(doubtful.id());
      expected.remove(doubtful.id());
      if (doubtful.what == What.CREATE_IN_MODEL && images.size() > expected.size()) {
        images.removeIf(id -> !held.containsKey(id) && !deleted.contains(id));
        assertThat(TestServer.array(answer.model(), "trainingImages").elements())
            .hasSize(expected.size() + 1);
      }
    }
    assertThat(images).as("training images of %s", name).isEqualTo(expected);
  }

  private static Set<String> ids(JsonObject holder, String member) {
    JsonArray array = holder.array(member);
    return array == null
        ? new HashSet<>()
        : array.elements().stream()
            .map(one -> String.valueOf(((JsonObject) one).text("id")))
            .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * Compares a list of all assets with what it knows, when nothing is unanswered.
   *
   * @param names of files by assets, those of others too
   */
  void checkListed(Map<String, String> names) {
    Map<String, String> mine = new HashMap<>(names);
    mine.values().removeIf(file -> !file.startsWith(name + "-"));
    assertThat(mine).as("the list of assets of %s", name).isEqualTo(assets());
  }
}
