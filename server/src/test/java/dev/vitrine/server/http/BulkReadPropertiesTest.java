package dev.vitrine.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.ExpectedUrls;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.server.http.RandomCatalogues.Entry;
import dev.vitrine.server.http.ReferenceCatalogue.Ask;
import dev.vitrine.server.http.ReferenceCatalogue.Model;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.memory.MemoryStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Random catalogues and random reads: the program answers exactly as {@link ReferenceCatalogue}
 * does, in every way of asking, whatever it keeps in memory.
 */
@Domain(RandomCatalogues.class)
class BulkReadPropertiesTest {
  /** The end of the window of {@link TestServer#NOW}: 2026-03-14T23:59:59Z. */
  private static final long WINDOW = 1_773_532_799L;

  private static final URI PUBLIC = URI.create("https://catalogue.test");

  /** Everything is kept, nothing is, and now this and then that. */
  private static final List<Long> CACHE_BYTES =
      List.of(Settings.onLoopback().cacheBytes(), 0L, 6_000L);

  /** Ways of asking for one and the same answer. */
  private static final List<UnaryOperator<ApiClient>> FORMS =
      List.of(
          client -> client,
          ApiClient::gzip,
          client -> client.header("Cache-Control", "no-cache"),
          client -> client.header("Cache-Control", "no-cache").gzip(),
          client -> client);

  /** Servers over one store. */
  private static final List<TestServer> SERVERS = new ArrayList<>();

  @BeforeContainer
  static void start() {
    MemoryStore store = new MemoryStore();
    CACHE_BYTES.forEach(bytes -> SERVERS.add(TestServer.start(store, keeping(bytes))));
  }

  private static Settings keeping(long bytes) {
    Settings loopback = Settings.onLoopback();
    return new Settings(
        loopback.host(),
        0,
        PUBLIC,
        loopback.limits(),
        bytes,
        loopback.publicReads(),
        loopback.openMetrics());
  }

  @AfterContainer
  static void stop() {
    SERVERS.forEach(TestServer::close);
    SERVERS.clear();
  }

  private static TestServer server() {
    return SERVERS.getFirst();
  }

  @Property(tries = 150)
  void theAnswerIsThePredictedOneInEveryForm(@ForAll List<Entry> entries, @ForAll Ask ask) {
    ReferenceCatalogue reference = stored(entries);
    String expected = reference.answer(ask);
    JsonObject body = body(ask);
    ApiClient client = client(ask);

    Answer cold = client.bulk(body);
    assertThat(cold.text()).isEqualTo(expected);
    assertThat(client.bulk(body).text()).as("warm").isEqualTo(expected);
    assertThat(client.header("Cache-Control", "no-cache").bulk(body).text())
        .as("fresh")
        .isEqualTo(expected);
    assertThat(client.gzip().bulk(body).text()).as("compressed").isEqualTo(expected);
    assertThat(client.unversioned().bulk(textFlags(body)).text())
        .as("flags as text")
        .isEqualTo(expected);

    Answer lines = client.ndjson().bulk(body);
    assertThat(lines.rowTexts()).as("lines").isEqualTo(cold.rowTexts());
    if (ask.report() || ask.ifNoneMatch() != null) {
      assertThat(lines.outcomes()).isEqualTo(cold.outcomes());
      checkPartition(ask, cold);
    }
  }

  @Property(tries = 60)
  void everyEtagOfAReportSparesItsRowAndNoOther(@ForAll List<Entry> entries, @ForAll Ask ask) {
    ReferenceCatalogue reference = stored(entries);
    Answer first = client(ask).bulk(body(ask).with("ifNoneMatch", JsonObject.EMPTY));
    Map<String, String> held =
        Objects.requireNonNull(first.outcomes().object("etags")).members().keySet().stream()
            .collect(
                Collectors.toMap(id -> id, first::etag, (one, other) -> one, LinkedHashMap::new));
    if (held.size() > 1) {
      held.put(held.keySet().iterator().next(), "of another time");
    }
    Ask again = ask(ask, ask.project(), ask.report(), held);
    assertThat(client(again).bulk(body(again)).text()).isEqualTo(reference.answer(again));
  }

  @Property(tries = 60)
  void aSingleReadIsTheBulkReadOfItsRow(@ForAll List<Entry> entries, @ForAll Ask ask) {
    ReferenceCatalogue reference = stored(entries);
    for (String id : RandomCatalogues.IDS) {
      Ask one =
          new Ask(
              ask.project(),
              List.of(id),
              null,
              true,
              true,
              true,
              null,
              null,
              ask.originalsInQuery(),
              null,
              true,
              null);
      JsonObject expected = (JsonObject) TestServer.json(reference.answer(one));
      ApiClient client =
          ask.originalsInQuery() == null
              ? server().as(ask.project())
              : server().as(ask.project()).query("originalAssets=" + ask.originalsInQuery());
      Answer single = client.model(id);
      JsonArray rows = Objects.requireNonNull(expected.array("models"));
      boolean damaged =
          TestServer.text(Objects.requireNonNull(expected.get("outcomes")))
              .contains("\"unprocessed\":[\"");
      assertThat(single.status()).isEqualTo(damaged ? 500 : rows.size() == 0 ? 404 : 200);
      if (single.status() == 200) {
        assertThat(single.text())
            .isEqualTo("{\"model\":" + TestServer.text(rows.elements().getFirst()) + "}");
      }
    }
  }

  @Property(tries = 25)
  void theBytesAreTheSameWhateverIsKept(@ForAll List<Entry> entries, @ForAll Ask ask) {
    ReferenceCatalogue reference = stored(entries);
    Map<String, String> held = etags(reference.answer(ask(ask, ask.project(), true, null)));
    held.keySet().removeIf(id -> id.equals("b"));
    held.replace("c", "of another time");
    for (String project : List.of(TestServer.STUDIO, TestServer.RIVAL)) {
      for (Ask each :
          List.of(
              ask(ask, project, false, null),
              ask(ask, project, true, null),
              ask(ask, project, true, held))) {
        String expected = reference.answer(each);
        for (TestServer server : SERVERS) {
          checkEveryForm(server, each, expected);
          server.server().cache().invalidateAll();
          checkLines(server, each, expected);
          checkEveryForm(server, each, expected);
        }
      }
      checkSingleReads(project);
    }
  }

  private static void checkEveryForm(TestServer server, Ask ask, String expected) {
    for (UnaryOperator<ApiClient> form : FORMS) {
      assertThat(form.apply(client(server, ask)).bulk(body(ask)).text()).isEqualTo(expected);
    }
  }

  private static void checkLines(TestServer server, Ask ask, String expected) {
    JsonObject whole = (JsonObject) TestServer.json(expected);
    List<String> rows =
        Objects.requireNonNull(whole.array("models")).elements().stream()
            .map(TestServer::text)
            .toList();
    for (UnaryOperator<ApiClient> form : FORMS) {
      Answer lines = form.apply(client(server, ask)).ndjson().bulk(body(ask));
      assertThat(lines.rowTexts()).isEqualTo(rows);
      if (ask.report()) {
        assertThat(lines.outcomes()).isEqualTo(whole.object("outcomes"));
      }
    }
  }

  private static void checkSingleReads(String project) {
    for (String id : RandomCatalogues.IDS) {
      Answer expected = server().as(project).model(id);
      for (TestServer server : SERVERS) {
        for (UnaryOperator<ApiClient> form : FORMS) {
          Answer answer = form.apply(server.as(project)).model(id);
          assertThat(answer.status()).isEqualTo(expected.status());
          if (answer.status() == 200) {
            assertThat(answer.text()).isEqualTo(expected.text());
          } else {
            assertThat(answer.withoutTraceId()).isEqualTo(expected.withoutTraceId());
          }
        }
      }
    }
  }

  /** The same question of another project, with or without a report and etags held. */
  private static Ask ask(
      Ask ask, String project, boolean report, @Nullable Map<String, String> held) {
    return new Ask(
        project,
        ask.ids(),
        ask.minimal(),
        ask.settings(),
        ask.thumbnail(),
        ask.allTrainingImages(),
        ask.trainingImagesPreview(),
        ask.originalsInBody(),
        ask.originalsInQuery(),
        ask.fields(),
        report,
        held);
  }

  /** The etags of an answer with a report. */
  private static Map<String, String> etags(String answer) {
    JsonObject outcomes =
        Objects.requireNonNull(((JsonObject) TestServer.json(answer)).object("outcomes"));
    JsonObject etags = Objects.requireNonNull(outcomes.object("etags"));
    Map<String, String> held = new LinkedHashMap<>();
    etags.members().keySet().forEach(id -> held.put(id, Objects.requireNonNull(etags.text(id))));
    return held;
  }

  /** Every distinct id is in exactly one place, and etags are of what is returned or spared. */
  private static void checkPartition(Ask ask, Answer answer) {
    List<String> places = new ArrayList<>(answer.ids());
    List.of("notFound", "notModified", "unprocessed")
        .forEach(list -> places.addAll(answer.outcome(list)));
    assertThat(places)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(ask.ids().stream().distinct().toList());
    List<String> tagged = new ArrayList<>(answer.ids());
    tagged.addAll(answer.outcome("notModified"));
    JsonObject etags = Objects.requireNonNull(answer.outcomes().object("etags"));
    assertThat(etags.members().keySet()).containsExactlyInAnyOrderElementsOf(tagged);
  }

  /** Makes the servers' catalogue and the reference's hold exactly these models. */
  private static ReferenceCatalogue stored(List<Entry> entries) {
    ReferenceCatalogue reference =
        new ReferenceCatalogue(new ExpectedUrls(PUBLIC.toString(), WINDOW));
    for (String id : RandomCatalogues.IDS) {
      Key key = Key.model(id);
      if (server().store().fetch(key) != null) {
        server().delete(key);
      }
    }
    for (Entry entry : entries) {
      JsonObject document = entry.document();
      if (entry.damaged()) {
        Visibility visibility = Visibility.valueOf(entry.privacy().toUpperCase(Locale.ROOT));
        server()
            .put(
                entry.id(),
                Draft.of(entry.project(), visibility, Bytes.wrap(new byte[] {1, 2, 3, 4, 5, 6})));
      } else {
        server().model(entry.project(), document, entry.held());
      }
      Document stored = Objects.requireNonNull(server().store().fetch(Key.model(entry.id())));
      reference.put(
          new Model(
              entry.id(),
              entry.project(),
              entry.privacy(),
              TestServer.imported(entry.project(), document),
              entry.held(),
              entry.damaged(),
              stored.revision()));
    }
    for (TestServer server : SERVERS) {
      RandomCatalogues.IDS.forEach(server.server().cache()::invalidate);
    }
    return reference;
  }

  private static ApiClient client(Ask ask) {
    return client(server(), ask);
  }

  private static ApiClient client(TestServer server, Ask ask) {
    List<String> query = new ArrayList<>();
    if (ask.originalsInQuery() != null) {
      query.add("originalAssets=" + ask.originalsInQuery());
    }
    if (ask.fields() != null) {
      query.add("fields=" + String.join(",", ask.fields()));
    }
    if (ask.report()) {
      query.add("report=true");
    }
    ApiClient client = server.as(ask.project());
    return query.isEmpty() ? client : client.query(String.join("&", query));
  }

  private static JsonObject body(Ask ask) {
    SequencedMap<String, Json> body = new LinkedHashMap<>();
    body.put("modelIds", JsonArray.ofStrings(ask.ids()));
    flag(body, "minimal", ask.minimal());
    flag(body, "settings", ask.settings());
    flag(body, "thumbnail", ask.thumbnail());
    flag(body, "allTrainingImages", ask.allTrainingImages());
    flag(body, "trainingImagesPreview", ask.trainingImagesPreview());
    flag(body, "originalAssets", ask.originalsInBody());
    if (ask.ifNoneMatch() != null) {
      SequencedMap<String, Json> etags = new LinkedHashMap<>();
      ask.ifNoneMatch().forEach((id, etag) -> etags.put(id, new JsonString(etag)));
      body.put("ifNoneMatch", new JsonObject(etags));
    }
    return new JsonObject(body);
  }

  private static void flag(SequencedMap<String, Json> body, String name, @Nullable Boolean value) {
    if (value != null) {
      body.put(name, JsonBoolean.of(value));
    }
  }

  private static JsonObject textFlags(JsonObject body) {
    SequencedMap<String, Json> text = new LinkedHashMap<>();
    body.members()
        .forEach((name, value) ->
            text.put(
                name,
                value instanceof JsonBoolean(boolean flag) ? new JsonString("" + flag) : value));
    return new JsonObject(text);
  }
}
