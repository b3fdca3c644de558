package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents as imports may bring them: each is listed as far as it can be, and spoils no other. */
class OddDocumentsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ModelFilter OWN = ModelFilter.of(new Scope.Own("p", null));

  private final MemoryStore inner = new MemoryStore();
  private final CatalogIndex index =
      CatalogIndex.open(new MemoryFolder(), inner, InstantSource.system());
  private final WatchedStore store = new WatchedStore(inner, List.of(index));

  @BeforeEach
  void begin() throws InterruptedException {
    IndexedCatalogue.catchUp(index);
  }

  @AfterEach
  void end() {
    index.close();
  }

  private void put(JsonObject row) {
    String id = row.text("id");
    IndexedCatalogue.write(
        store,
        Key.model(id == null ? "" : id),
        IndexedCatalogue.draft("p", Visibility.PRIVATE, ModelDocument.of(row)));
  }

  private static JsonObject row(String id) {
    return Listed.of(id, "p", START).row();
  }

  private List<String> newest(ModelFilter filter) {
    return index.models(new ModelQuery(filter, SortKey.CREATED_AT, true), null, 100).ids();
  }

  @Test
  void textsThatAreTooLongForATermAreFoundAndNotCounted() {
    String tag = "x".repeat(40_000);
    String almost = "y".repeat(32_765);
    put(row("m").with("tags", JsonArray.ofStrings(List.of(tag, almost, "short"))));
    put(row("n").with("collectionIds", JsonArray.ofStrings(List.of(tag))).with("type", text(tag)));
    put(row("o"));
    assertThat(newest(OWN.withTags(Set.of(tag)))).containsExactly("m");
    assertThat(newest(OWN.withTags(Set.of(almost)))).containsExactly("m");
    assertThat(newest(OWN.withTags(Set.of("short", tag)))).containsExactly("m");
    assertThat(newest(OWN.withCollectionIds(Set.of(tag)).withTypes(Set.of(tag))))
        .containsExactly("n");
    assertThat(newest(OWN.withTags(Set.of(tag + "x")))).isEmpty();
    assertThat(index.modelsInCollection(tag, 10)).containsExactly("n");
    assertThat(index.tags("p", null, 10)).extracting(TagCount::tag).containsExactly("short");
    assertThat(newest(OWN)).containsExactly("m", "n", "o");
  }

  private static Json text(String text) {
    return new JsonString(text);
  }

  @Test
  void tagsAreCountedThatATokenCanHold() {
    String longest = "ä".repeat(Fields.LONGEST_COUNTED / 2);
    String longer = longest + "x";
    put(row("m").with("tags", JsonArray.ofStrings(List.of(longest, longer))));
    assertThat(index.tags("p", null, 10)).extracting(TagCount::tag).containsExactly(longest);
    assertThat(newest(OWN.withTags(Set.of(longest)))).containsExactly("m");
    assertThat(newest(OWN.withTags(Set.of(longer)))).containsExactly("m");
  }

  @Test
  void partsOfAMillisecondCount() {
    put(row("m"));
    Instant within = START.plusNanos(500_000);
    assertThat(newest(OWN.withCreated(new TimeRange(null, within)))).containsExactly("m");
    assertThat(newest(OWN.withCreated(new TimeRange(null, START.plusNanos(1)))))
        .containsExactly("m");
    assertThat(newest(OWN.withCreated(new TimeRange(null, START)))).isEmpty();
    assertThat(newest(OWN.withCreated(new TimeRange(within, null)))).isEmpty();
    assertThat(newest(OWN.withCreated(new TimeRange(START.minusNanos(1), null))))
        .containsExactly("m");
  }

  @Test
  void timesThatCannotBeReadCountAsTheBeginning() {
    put(row("known"));
    put(row("unreadable").with("createdAt", text("yesterday")));
    put(row("number").with("createdAt", new JsonNumber(5)));
    put(row("missing").without("createdAt"));
    put(row("far").with("createdAt", text("+1000000000-12-31T23:59:59.999999999Z")));
    put(row("offset").with("createdAt", text("2026-01-01T02:00:00.5+01:00")));
    assertThat(newest(OWN))
        .containsExactly("offset", "known", "far", "missing", "number", "unreadable");
    assertThat(newest(OWN.withCreated(new TimeRange(null, START))))
        .containsExactly("far", "missing", "number", "unreadable");
    assertThat(newest(OWN.withCreated(new TimeRange(Instant.MIN, Instant.MAX)))).hasSize(6);
    assertThat(newest(OWN.withCreated(new TimeRange(Instant.MAX, Instant.MIN)))).isEmpty();
  }

  @Test
  void scoresOfAnyKindAreOrdered() {
    put(row("none").without("score"));
    put(row("null").with("score", JsonNull.NULL));
    put(row("text").with("score", text("9")));
    put(row("zero").with("score", new JsonNumber("-0")));
    put(row("endless").with("score", new JsonNumber("1e999999")));
    put(row("less").with("score", new JsonNumber("-1e-3")));
    put(row("more").with("score", new JsonNumber("0." + "3".repeat(5000))));
    assertThat(index.models(new ModelQuery(OWN, SortKey.SCORE, true), null, 100).ids())
        .containsExactly("endless", "more", "none", "null", "text", "zero", "less");
  }

  @Test
  void shapesThatAreNotDocumentedCountAsAbsent() {
    put(
        row("m")
            .with("tags", text("t"))
            .with("class", text("slug"))
            .with("status", JsonArray.ofStrings(List.of("trained")))
            .with("softDeletionOn", new JsonNumber(1)));
    assertThat(newest(OWN)).containsExactly("m");
    assertThat(newest(OWN.withStatuses(Set.of("trained")))).isEmpty();
    assertThat(index.tags("p", null, 10)).isEmpty();
    assertThat(index.dueForDeletion(Instant.MAX, 10)).isEmpty();
  }

  @Test
  void damagedDocumentsCostOnlyThemselves() throws InterruptedException {
    put(row("whole"));
    put(row("damaged"));
    byte[] body = ModelDocument.of(row("damaged")).encode();
    body[body.length / 2] ^= 1;
    Key key = Key.model("damaged");
    IndexedCatalogue.write(store, key, Draft.of("p", Visibility.PRIVATE, Bytes.wrap(body)));
    IndexedCatalogue.write(
        inner,
        Key.model("alien"),
        Draft.of("p", Visibility.PRIVATE, Bytes.wrap(new byte[] {9, 9})));
    IndexedCatalogue.write(
        inner,
        new Key(Kind.COLLECTION, "empty"),
        Draft.of("p", Visibility.PRIVATE, Bytes.wrap(new byte[0])));
    IndexedCatalogue.catchUp(index);
    assertThat(newest(OWN)).containsExactly("whole");
    assertThat(index.collections("p", null, 10).ids()).isEmpty();
    assertThat(index.state().corrupt()).isEqualTo(3);
    put(row("damaged"));
    assertThat(newest(OWN)).containsExactly("damaged", "whole");
  }

  @Test
  void theOwnerInTheEnvelopeCounts() {
    IndexedCatalogue.write(
        store,
        Key.model("m"),
        IndexedCatalogue.draft(
            "p",
            Visibility.PRIVATE,
            ModelDocument.of(row("m").with("ownerId", text("q")).with("privacy", text("public")))));
    assertThat(newest(OWN)).containsExactly("m");
    assertThat(newest(ModelFilter.of(new Scope.Public()))).isEmpty();
    assertThat(newest(ModelFilter.of(new Scope.Own("q", null)))).isEmpty();
  }

  @Test
  void sweepsFindWhatIsDue() {
    put(row("due").with("softDeletionOn", text(START.toString())));
    put(row("later").with("softDeletionOn", text(START.plusMillis(1).toString())));
    put(row("never"));
    assertThat(index.dueForDeletion(START, 10)).containsExactly("due");
    assertThat(index.dueForDeletion(START.plusMillis(1), 1)).containsExactly("due");
    IndexedCatalogue.write(
        store, new Key(Kind.TRASH, "old"), Listed.of("old", "p", START).deleted(START));
    IndexedCatalogue.write(
        store,
        new Key(Kind.TRASH, "due"),
        Listed.of("due", "p", START).deleted(START.plusMillis(1)));
    assertThat(index.trashedBefore(START, 10)).containsExactly("old");
    assertThat(index.trashedBefore(START.plusMillis(1), 10)).containsExactly("due", "old");
    assertThat(newest(ModelFilter.of(new Scope.Trash("p")))).containsExactly("old");
    assertThat(index.dueForDeletion(START, 10)).containsExactly("due");
  }

  @Test
  void classesAndCollectionsFindTheirModels() {
    JsonObject slug = JsonObject.of("slug", text("cats")).with("name", text("Cats"));
    for (int i = 0; i < 5; i++) {
      put(
          row("m" + i)
              .with("class", slug)
              .with("collectionIds", JsonArray.ofStrings(List.of("c", "c" + i))));
    }
    IndexedCatalogue.write(
        store,
        new Key(Kind.TRASH, "gone"),
        Listed.of("gone", "p", START).withCollections("c").deleted(START));
    assertThat(index.modelsOfClass("cats", null, 3)).containsExactly("m0", "m1", "m2");
    assertThat(index.modelsOfClass("cats", "m2", 3)).containsExactly("m3", "m4");
    assertThat(index.modelsOfClass("cats", "m2x", 3)).containsExactly("m3", "m4");
    assertThat(index.modelsOfClass("dogs", null, 3)).isEmpty();
    assertThat(index.modelsInCollection("c", 2)).containsExactly("m0", "m1");
    assertThat(index.modelsInCollection("c3", 2)).containsExactly("m3");
    assertThat(index.trashInCollection("c", 2)).containsExactly("gone");
    assertThat(index.trashOfClass("cats", null, 2)).isEmpty();
  }

  @Test
  void pagesOfTagsGoOnWhereTheLastOneEnded() {
    put(row("m").with("tags", JsonArray.ofStrings(List.of("b", "a", "ä", "a b", "a", "😀"))));
    put(row("n").with("tags", JsonArray.ofStrings(List.of("a"))));
    assertThat(index.tags("p", null, 2)).extracting(TagCount::tag).containsExactly("a", "a b");
    assertThat(index.tags("p", "a b", 2)).extracting(TagCount::tag).containsExactly("b", "ä");
    assertThat(index.tags("p", "a c", 2)).extracting(TagCount::tag).containsExactly("b", "ä");
    assertThat(index.tags("p", "ä", 2)).extracting(TagCount::tag).containsExactly("😀");
    assertThat(index.tags("p", "😀", 2)).isEmpty();
    assertThat(index.tags("q", null, 2)).isEmpty();
    IndexedCatalogue.remove(store, Key.model("m"));
    assertThat(index.tags("p", null, 9))
        .containsExactly(new TagCount("a", 1, START.toEpochMilli(), START.toEpochMilli()));
  }

  @Test
  void placesSurviveTheirEncodingAndNothingElseDoes() {
    Place place = new Place(Long.MIN_VALUE, -1, "é😀");
    assertThat(Place.decode(place.encode())).isEqualTo(place);
    byte[] malformed = place.encode();
    malformed[malformed.length - 1] = (byte) 0xFF;
    byte[] alien = place.encode();
    alien[0] = 2;
    for (byte[] rubbish : List.of(new byte[0], new byte[17], new byte[5000], malformed, alien)) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> Place.decode(rubbish))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
