package dev.vitrine.catalog;

import static dev.vitrine.catalog.CatalogUnderTest.body;
import static dev.vitrine.catalog.CatalogUnderTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Put;
import dev.vitrine.testkit.HookedStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Many models, each as large as models may be: their trees together would not fit into the heap of
 * the tests.
 */
class LargeModelsTest {
  /** A tree of each takes more than 100 MiB. */
  private static final int LARGE = 1_900_000;

  private static final int MANY = 8;

  @AutoClose private final CatalogUnderTest catalog = new CatalogUnderTest();
  private final AtomicLong held = new AtomicLong();
  private final TreeRoom room = bytes -> held.accumulateAndGet(bytes, Math::max);
  private final ModelEdits edits =
      new ModelEdits(catalog.store, CatalogUnderTest.FIELDS, catalog.clock, room);

  private static List<String> ids() {
    return IntStream.range(0, MANY).mapToObj(i -> "m" + i).toList();
  }

  /** Stores models with one more member of so many numbers. */
  private void fill(Kind kind, List<String> ids, String members, int numbers) {
    JsonArray filling = new JsonArray(Collections.<Json>nCopies(numbers, new JsonNumber(1)));
    for (String id : ids) {
      JsonObject row = object("{\"id\":\"" + id + "\"," + members + "}").with("filling", filling);
      ModelDocument model = ModelDocument.of(row);
      catalog.put(
          kind, kind == Kind.TRASH ? model.deleted("2026-01-01T00:00:00.000Z", "apiu_a") : model);
    }
  }

  private static String quoted(List<String> ids) {
    return ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
  }

  private long stored(String id) {
    return Objects.requireNonNull(catalog.store.fetch(Key.model(id))).body().length();
  }

  @Test
  void manyLargeModelsGoIntoACollectionAndOutOfIt() {
    fill(Kind.MODEL, ids(), "\"type\":\"custom\",\"collectionIds\":[\"x\",7,\"x\"]", LARGE);
    catalog.create("c", "name");
    CollectionModels models = new CollectionModels(catalog.store, edits, catalog.collections);
    Parameters all = body("{\"modelIds\":[" + quoted(ids()) + "]}");
    models.add(catalog.editor, "c", Precondition.NONE, all);
    assertThat(catalog.row("m7").array("collectionIds")).isEqualTo(texts("x", "c"));
    assertThat(held.get()).as("the tree of one").isBetween(40 * stored("m0"), 60 * stored("m0"));
    models.remove(catalog.editor, "c", Precondition.NONE, all);
    assertThat(catalog.row("m7").array("collectionIds")).isEqualTo(texts("x"));
  }

  private static JsonArray texts(String... texts) {
    return JsonArray.ofStrings(List.of(texts));
  }

  @Test
  void manyLargeModelsAreConceptsOfAnother() {
    fill(
        Kind.MODEL,
        ids(),
        "\"type\":\"flux.1-lora\",\"epochs\":[7,{\"epoch\":1},{\"epoch\":\"2\",\"a\":{}}]",
        LARGE);
    ConceptRules rules = new ConceptRules(catalog.store, room);
    rules.check(catalog.editor, composed("2"));
    assertThat(held.get()).as("documents").isBetween(2L << 20, 8L << 20);
    assertThatThrownBy(() -> rules.check(catalog.editor, composed("1")))
        .hasMessage("\"concepts[0].modelEpoch\" is no epoch of the model it belongs to");
    catalog.model("{\"id\":\"m3\",\"type\":\"custom\"}");
    assertThatThrownBy(() -> rules.check(catalog.editor, composed("2")))
        .hasMessageStartingWith("Invalid model(s): m3.\n");
  }

  private static JsonObject composed(String epoch) {
    String concepts =
        ids().stream()
            .map(
                id -> "{\"modelId\":\"%s\",\"scale\":1,\"modelEpoch\":\"%s\"}".formatted(id, epoch))
            .collect(Collectors.joining(","));
    return object(
        "{\"id\":\"made\",\"type\":\"flux.1-composition\",\"concepts\":[" + concepts + "]}");
  }

  private Descriptions descriptions() {
    AssetUrls urls = new AssetUrls("https://x.test", SigningKeys.random(), catalog.clock);
    return new Descriptions(catalog.store, edits, new AssetViews(urls));
  }

  private static String naming(List<String> ids) {
    return ids.stream()
        .map("{model:%s}"::formatted)
        .collect(Collectors.joining(" ", "{\"description\":\"", "\"}"));
  }

  @Test
  void aDescriptionNamesLargeModels() {
    catalog.model("{\"id\":\"m\",\"type\":\"custom\"}");
    fill(Kind.MODEL, ids(), "\"type\":\"custom\",\"privacy\":7,\"name\":\"N\"", LARGE);
    descriptions().put(catalog.editor, "m", Precondition.NONE, body(naming(ids())), false);
    JsonObject description = descriptions().get(catalog.editor, "m", false);
    assertThat(held.get()).as("documents").isBetween(2L << 20, 8L << 20);
    JsonArray models = Objects.requireNonNull(description.array("models"));
    assertThat(models.size()).isEqualTo(MANY);
    assertThat(models.elements().getFirst())
        .isEqualTo(object("{\"id\":\"m0\",\"type\":\"custom\",\"name\":\"N\"}"));
  }

  @Test
  void moreThanADescriptionMayTellOfOthersIsRefusedBeforeItIsWritten() {
    catalog.model("{\"id\":\"m\",\"type\":\"custom\"}");
    String name = "n".repeat(Descriptions.MOST_TOLD / 2);
    List<String> named = List.of("a", "b", "c");
    named.forEach(id -> catalog.model("{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, name)));
    ModelDocument before = catalog.model(Kind.MODEL, "m");
    Parameters wanted = body(naming(named));
    assertThatThrownBy(
            () -> descriptions().put(catalog.editor, "m", Precondition.NONE, wanted, false))
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RESPONSE_TOO_LARGE));
    assertThat(catalog.model(Kind.MODEL, "m")).isEqualTo(before);
  }

  @Test
  void nothingIsChangedWithoutRoom() {
    catalog.model("{\"id\":\"m\",\"type\":\"custom\",\"tags\":[]}");
    ModelEdits without =
        new ModelEdits(
            catalog.store,
            CatalogUnderTest.FIELDS,
            catalog.clock,
            bytes -> {
              throw new VitrineException(ErrorCode.TOO_MANY_REQUESTS, "full");
            });
    assertThatThrownBy(() ->
            new ModelTags(without)
                .change(catalog.editor, "m", Precondition.NONE, body("{\"add\":[\"t\"]}")))
        .hasMessage("full");
    assertThatThrownBy(() -> without.seen(catalog.editor, "m")).hasMessage("full");
    assertThat(catalog.row("m").array("tags")).isEqualTo(JsonArray.EMPTY);
  }

  /** The bytes of each batch that is written. */
  private static List<Long> batches(HookedStore hooked) {
    List<Long> batches = new ArrayList<>();
    hooked.beforePuts(puts -> batches.add(puts.stream().mapToLong(LargeModelsTest::bytes).sum()));
    return batches;
  }

  private static long bytes(Put put) {
    return put.draft().body().length();
  }

  private void assertBounded(List<Long> batches, String model) {
    assertThat(batches).hasSizeGreaterThan(1);
    assertThat(Collections.max(batches)).isLessThan(PutBatch.BYTES + stored(model));
  }

  @Test
  void aCollectionOfLargeModelsIsDeletedAFewBytesAtATime() {
    catalog.create("doomed", "name");
    String members = "\"type\":\"custom\",\"collectionIds\":[\"doomed\"]";
    fill(Kind.MODEL, ids(), members, 400_000);
    fill(Kind.TRASH, List.of("t0", "t1"), members, 400_000);
    HookedStore hooked = new HookedStore(catalog.store);
    List<Long> batches = batches(hooked);
    new CollectionDeletion(hooked, catalog.index, catalog.collections, catalog.clock)
        .delete(catalog.editor, "doomed", Precondition.NONE);
    assertBounded(batches, "m0");
    for (String id : ids()) {
      assertThat(catalog.row(id).array("collectionIds")).isEqualTo(JsonArray.EMPTY);
    }
    Document collection = catalog.store.fetch(new Key(Kind.COLLECTION, "doomed"));
    assertThat(collection).isNull();
  }

  @Test
  void aClassIsBroughtIntoLargeModelsAFewBytesAtATime() {
    Classes classes = new Classes(catalog.store, CatalogUnderTest.FIELDS);
    classes.put(object("{\"slug\":\"fern\",\"name\":\"Fern\"}"));
    fill(
        Kind.MODEL,
        ids(),
        "\"type\":\"custom\",\"class\":{\"slug\":\"fern\",\"name\":\"Old\"}",
        400_000);
    HookedStore hooked = new HookedStore(catalog.store);
    List<Long> batches = batches(hooked);
    assertThat(new ClassFanout(hooked, catalog.index, catalog.clock).advance()).isEqualTo(MANY);
    assertBounded(batches, "m0");
    assertThat(catalog.row("m7").object("class")).isEqualTo(classes.get("fern"));
  }
}
