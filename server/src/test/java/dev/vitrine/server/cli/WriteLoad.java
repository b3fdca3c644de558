package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.cli.Ledger.Creation;
import dev.vitrine.server.cli.Ledger.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One client that writes at random, one write after the other: to models of its own, which nobody
 * else changes, and to the tags of one model that all share, of which it knows its own.
 */
final class WriteLoad {
  private static final int MOST_MODELS = 40;

  private final String name;
  private final String shared;
  private final String collection;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final Set<String> sharedTags = new TreeSet<>();
  private @Nullable Set<String> sharedTagsWanted;
  private @Nullable Creation lastCreation;
  private String lastCreated = "";
  private int writes;

  /**
   * A client that has written nothing yet.
   *
   * @param name tells its writes from those of others
   * @param shared the id of the model that all share
   * @param collection of its own
   */
  WriteLoad(String name, String shared, String collection, Random random) {
    this.name = name;
    this.shared = shared;
    this.collection = collection;
    this.random = random;
  }

  Ledger ledger() {
    return ledger;
  }

  String collection() {
    return collection;
  }

  int models() {
    return ledger.entries().size();
  }

  /** Whether there is a create that was not answered. */
  boolean awaitsCreation() {
    return ledger.unansweredCreation() != null;
  }

  /** Restores every model of its own that is deleted. */
  void restoreAll(ApiClient client) {
    for (Entry model : ledger.entries()) {
      if (!model.live()) {
        restore(client, model);
      }
    }
  }

  /**
   * Sends one write and waits for its answer.
   *
   * @throws java.io.UncheckedIOException if there is none
   */
  void write(ApiClient client) {
    writes++;
    List<Entry> entries = ledger.entries();
    if (entries.isEmpty() || (entries.size() < MOST_MODELS && random.nextInt(4) == 0)) {
      create(client, creation());
      return;
    }
    Entry model = entries.get(random.nextInt(entries.size()));
    if (!model.live()) {
      restore(client, model);
      return;
    }
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> update(client, model);
      case 3 -> tag(client, model);
      case 4 -> delete(client, model);
      case 5 -> {
        if (entries.size() < MOST_MODELS) {
          create(client, copy(model));
        } else {
          update(client, model);
        }
      }
      case 6 -> updateWrongly(client, model);
      case 7 -> collect(client, model);
      default -> tagShared(client);
    }
  }

  private String stamp() {
    return name + "-" + writes;
  }

  private Creation creation() {
    String stamp = stamp();
    String body =
        "{\"name\":\"%s\",\"shortDescription\":\"%s\",\"tags\":[\"%s\"],\"type\":\"%s\"}"
            .formatted(stamp, stamp, name, random.nextBoolean() ? "custom" : "flux.1-lora");
    Entry made = new Entry("", true, Set.of(name), "private", stamp, null);
    return new Creation("/models", "create-" + stamp, body, made);
  }

  private Creation copy(Entry model) {
    Entry made = new Entry("", true, model.labels(), "private", model.stamp(), null);
    return new Creation("/models/" + model.id() + "/copy", "copy-" + stamp(), "{}", made);
  }

  private void create(ApiClient client, Creation creation) {
    ledger.sending(creation);
    Answer answer = sent(client, creation);
    Entry now = Entry.of(answer.model(), true);
    assertThat(creation.made().withId(now.id()).shows(now))
        .as("%s made %s", creation, now)
        .isTrue();
    ledger.answered(now.withEtag(answer.header("ETag")));
    lastCreation = creation;
    lastCreated = answer.text();
  }

  private static Answer sent(ApiClient client, Creation creation) {
    return ok(
        client
            .header("Idempotency-Key", creation.key())
            .call("POST", creation.path(), creation.body()));
  }

  private void update(ApiClient client, Entry model) {
    String stamp = stamp();
    String privacy = List.of("private", "unlisted", "public").get(random.nextInt(3));
    ledger.sending(model.written(stamp, privacy, null));
    String etag = model.etag();
    ApiClient sender =
        etag == null || random.nextBoolean() ? client : client.header("If-Match", etag);
    Answer answer = ok(sender.call("PUT", path(model), update(stamp, privacy)));
    ledger.answered(model.written(stamp, privacy, answer.header("ETag")));
  }

  private void updateWrongly(ApiClient client, Entry model) {
    ApiClient sender = client.header("If-Match", "\"1.stale\"");
    ledger.sending(model);
    Answer answer = sender.call("PUT", path(model), update("refused", "private"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(412);
    ledger.refused();
  }

  private static String update(String stamp, String privacy) {
    return "{\"name\":\"%s\",\"shortDescription\":\"%s\",\"privacy\":\"%s\"}"
        .formatted(stamp, stamp, privacy);
  }

  private void tag(ApiClient client, Entry model) {
    String added = "t" + random.nextInt(4);
    String deleted = "t" + random.nextInt(4);
    Set<String> tags = new HashSet<>(model.labels());
    tags.remove(deleted);
    tags.add(added); // One in both lists is there afterwards.
    ledger.sending(model.withLabels(tags));
    ok(client.call("PUT", path(model) + "/tags", tags(added, deleted)));
    ledger.answered(model.withLabels(tags));
  }

  private static String tags(String added, String deleted) {
    return "{\"add\":[\"%s\"],\"delete\":[\"%s\"]}".formatted(added, deleted);
  }

  private void collect(ApiClient client, Entry model) {
    Set<String> labels = new HashSet<>(model.labels());
    boolean in = labels.add(collection);
    if (!in) {
      labels.remove(collection);
    }
    ledger.sending(model.withLabels(labels));
    ok(
        client.call(
            in ? "PUT" : "DELETE",
            "/collections/" + collection + "/models",
            "{\"modelIds\":[\"" + model.id() + "\"]}"));
    ledger.answered(model.withLabels(labels));
  }

  private void tagShared(ApiClient client) {
    String added = name + "." + random.nextInt(4);
    String deleted = name + "." + random.nextInt(4);
    Set<String> tags = new TreeSet<>(sharedTags);
    tags.remove(deleted);
    tags.add(added);
    sharedTagsWanted = tags;
    ok(client.call("PUT", "/models/" + shared + "/tags", tags(added, deleted)));
    sharedTagsWanted = null;
    sharedTags.clear();
    sharedTags.addAll(tags);
  }

  private void delete(ApiClient client, Entry model) {
    ledger.sending(model.withLive(false));
    String etag = model.etag();
    ApiClient sender =
        etag == null || random.nextBoolean() ? client : client.header("If-Match", etag);
    ok(sender.call("DELETE", path(model), ""));
    ledger.answered(model.withLive(false));
  }

  private void restore(ApiClient client, Entry model) {
    ledger.sending(model.withLive(true));
    Answer answer = ok(client.call("POST", path(model) + "/restore", ""));
    Entry now = Entry.of(answer.model(), true);
    assertThat(model.withLive(true).shows(now)).as("%s was restored to %s", model, now).isTrue();
    ledger.answered(now.withEtag(answer.header("ETag")));
  }

  private static String path(Entry model) {
    return "/models/" + model.id();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  /**
   * Compares what it was told with what there is after a restart.
   *
   * @param shown all models by id, live or not
   * @param sharedRow the model that all share
   */
  void settle(Map<String, Entry> shown, JsonObject sharedRow) {
    ledger.settle(shown);
    Set<String> mine = new TreeSet<>(TestServer.array(sharedRow, "tags").strings());
    mine.removeIf(tag -> !tag.startsWith(name + "."));
    if (sharedTagsWanted == null) {
      assertThat(mine).as("tags that were acknowledged").isEqualTo(sharedTags);
    } else {
      assertThat(mine).as("tags, acknowledged or on their way").isIn(sharedTags, sharedTagsWanted);
    }
    sharedTags.clear();
    sharedTags.addAll(mine);
    sharedTagsWanted = null;
  }

  /**
   * Repeats the create that was not answered, twice, and the last that was.
   *
   * @param unknown models that nobody was told of; the one that was made is taken out
   */
  void repeat(ApiClient client, Set<String> unknown) {
    Creation unanswered = ledger.unansweredCreation();
    if (unanswered != null) {
      create(client, unanswered);
      unknown.remove(ledger.entries().getLast().id());
    }
    if (lastCreation != null) {
      assertThat(sent(client, lastCreation).text()).as("repeated").isEqualTo(lastCreated);
    }
  }
}
