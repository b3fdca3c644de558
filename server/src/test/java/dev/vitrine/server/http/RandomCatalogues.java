package dev.vitrine.server.http;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.http.ReferenceCatalogue.Ask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;
import org.jspecify.annotations.Nullable;

/** Small catalogues, dense in what matters to a row, and reads of them. */
final class RandomCatalogues extends DomainContextBase {
  /** The ids models may have. */
  static final List<String> IDS = List.of("a", "b", "c", "flux.1-dev", "ü 😀");

  private static final List<String> ASSETS = List.of("asset_1", "asset_2", "asset_3");
  private static final List<String> FIELDS =
      List.of(
          "id",
          "name",
          "tags",
          "thumbnail",
          "trainingImages",
          "trainingImagesNumber",
          "promptEmbedding",
          "epochs",
          "class",
          "parameters");

  /** A model to be stored. */
  record Entry(
      String id,
      String project,
      String privacy,
      JsonObject document,
      Set<String> held,
      boolean damaged) {}

  @Provide
  Arbitrary<List<Entry>> catalogues() {
    return entries().list().uniqueElements(Entry::id).ofMaxSize(IDS.size());
  }

  private static Arbitrary<Entry> entries() {
    Arbitrary<String> privacy = Arbitraries.of("private", "unlisted", "public");
    Arbitrary<Boolean> damaged =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true)));
    return Combinators.combine(
            Arbitraries.of(IDS),
            projects(),
            privacy,
            documents(),
            Arbitraries.of(ASSETS).set(),
            damaged)
        .as((id, project, visibility, document, held, broken) ->
            new Entry(
                id,
                project,
                visibility,
                document.with("id", new JsonString(id)).with("privacy", new JsonString(visibility)),
                held,
                broken));
  }

  private static Arbitrary<String> projects() {
    return Arbitraries.of(TestServer.STUDIO, TestServer.RIVAL);
  }

  /** Documents whose fields are each there or not, in any order. */
  private static Arbitrary<JsonObject> documents() {
    List<Arbitrary<Member>> members =
        List.of(
            member("name", texts()),
            member("promptEmbedding", texts()),
            member("negativePromptEmbedding", texts()),
            member("tags", texts().list().ofMaxSize(2).map(JsonArray::new)),
            member("thumbnail", assets("assetId", "url")),
            member(
                "trainingImages",
                assets("id", "downloadUrl").list().ofMaxSize(5).map(JsonArray::new)),
            member(
                "trainingImagesNumber",
                Arbitraries.of("0", "2", "3", "7", "3.5", "1e2", "-1").map(JsonNumber::new)),
            member("epochs", epoch().list().ofMaxSize(2).map(JsonArray::new)),
            member("class", classes()),
            member(
                "parameters",
                Arbitraries.of(
                        "{}",
                        "{\"wandbKey\":\"w\"}",
                        "{\"rank\":8,\"wandbKey\":\"w\",\"seed\":1e400}")
                    .map(TestServer::json)),
            member(
                "complianceMetadata",
                Arbitraries.of("{}", "null", "[null,{\"id\":null}]", "1.0").map(TestServer::json)),
            member("zzz", texts()));
    return Arbitraries.shuffle(members)
        .flatMap(shuffled -> Combinators.combine(shuffled).as(RandomCatalogues::document));
  }

  /** A member that may be absent. */
  private record Member(String name, boolean present, Json value) {}

  private static Arbitrary<Member> member(String name, Arbitrary<? extends Json> values) {
    return Combinators.combine(Arbitraries.of(true, false), values)
        .as((present, value) -> new Member(name, present, value));
  }

  private static JsonObject document(List<Member> members) {
    SequencedMap<String, Json> document = new LinkedHashMap<>();
    members.stream()
        .filter(Member::present)
        .forEach(member -> document.put(member.name(), member.value()));
    document.put("type", new JsonString("custom"));
    return new JsonObject(document);
  }

  private static Arbitrary<Json> texts() {
    return Arbitraries.of("", "x", "ü 😀 \" \\ \n", "https://old.test/assets/asset_1")
        .map(JsonString::new);
  }

  /** Assets with and without their id and URL, and with a field nobody knows. */
  private static Arbitrary<Json> assets(String idName, String urlName) {
    Arbitrary<Integer> forms = Arbitraries.integers().between(0, 3);
    return Combinators.combine(Arbitraries.of(ASSETS), forms)
        .as((id, form) ->
            TestServer.json(
                switch (form) {
                  case 0 -> "{\"%s\":\"%s\"}".formatted(idName, id);
                  case 1 -> "{\"%s\":\"https://old.test/%s\"}".formatted(urlName, id);
                  case 2 ->
                      "{\"%s\":\"https://old.test/%s\",\"other\":null,\"%s\":\"%s\"}"
                          .formatted(urlName, id, idName, id);
                  default ->
                      "{\"%s\":\"%s\",\"%s\":\"https://old.test/%s\"}"
                          .formatted(idName, id, urlName, id);
                }));
  }

  private static Arbitrary<Json> epoch() {
    return assets("assetId", "url")
        .list()
        .ofMaxSize(2)
        .map(assets ->
            JsonObject.of("epoch", new JsonString("000001")).with("assets", new JsonArray(assets)));
  }

  private static Arbitrary<Json> classes() {
    Arbitrary<Json> urls =
        Arbitraries.of(ASSETS)
            .flatMap(id ->
                Arbitraries.of("https://old.test/assets/" + id, "https://old.test/" + id + "x"))
            .map(JsonString::new);
    return urls.list()
        .ofMaxSize(2)
        .map(all ->
            JsonObject.of("thumbnails", new JsonArray(all)).with("slug", new JsonString("s")));
  }

  @Provide
  Arbitrary<Ask> asks() {
    Arbitrary<@Nullable Boolean> minimal = Arbitraries.of(true, false).injectNull(0.8);
    Arbitrary<@Nullable Boolean> flag = Arbitraries.of(true, false).injectNull(0.4);
    Arbitrary<List<@Nullable Boolean>> flags = flag.list().ofSize(6);
    Arbitrary<List<String>> ids = Arbitraries.of(IDS).list().ofMaxSize(8);
    Arbitrary<@Nullable List<String>> fields =
        Arbitraries.of(FIELDS).list().ofMinSize(1).ofMaxSize(4).injectNull(0.7);
    return Combinators.combine(projects(), ids, minimal, flags, fields, Arbitraries.of(true, false))
        .as((project, asked, least, on, selection, report) ->
            new Ask(
                project, asked, least, on.get(0), on.get(1), on.get(2), on.get(3), on.get(4),
                on.get(5), selection, report, null));
  }
}
