package dev.vitrine.catalog;

import static dev.vitrine.catalog.CatalogUnderTest.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.StoreException;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections are deleted whole, wherever a process dies on the way. */
class CollectionDeletionTest {
  @AutoClose private final CatalogUnderTest catalog = new CatalogUnderTest();

  @BeforeEach
  void fill() {
    catalog.create("doomed", "name");
    for (String id : new String[] {"a", "b"}) {
      catalog.model(
          "{\"id\":\"" + id + "\",\"type\":\"custom\",\"collectionIds\":[\"doomed\",\"other\"]}");
    }
    catalog.put(
        Kind.TRASH,
        ModelDocument.of(
                CatalogUnderTest.object(
                    "{\"id\":\"t\",\"type\":\"custom\",\"collectionIds\":[\"doomed\"]}"))
            .deleted("2026-01-01T00:00:00.000Z", "apiu_a"));
  }

  private void delete() {
    catalog.deletion().delete(catalog.editor, "doomed", Precondition.NONE);
  }

  private static String ids(ModelDocument model) {
    JsonArray ids = Objects.requireNonNull(model.row().array("collectionIds"));
    return String.join(" ", ids.strings());
  }

  private void assertGone() {
    assertThat(catalog.store.fetch(new Key(Kind.COLLECTION, "doomed"))).isNull();
    for (String id : new String[] {"a", "b"}) {
      assertThat(ids(catalog.model(Kind.MODEL, id))).isEqualTo("other");
    }
    assertThat(ids(catalog.model(Kind.TRASH, "t"))).isEmpty();
    assertThat(catalog.create("next", "name").collection().isLive()).isTrue();
  }

  @Test
  void itsModelsLeaveItAliveOrDeleted() {
    delete();
    assertGone();
    assertThat(catalog.row("a").text("updatedAt")).isEqualTo("2026-01-01T00:00:00.000Z");
  }

  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {1, 2, 3})
  void whatDiedIsGoneOnWith(int writes) {
    catalog.faulty.dieAfterWrites(writes);
    assertThatThrownBy(this::delete).isInstanceOf(StoreException.class);
    catalog.revive();
    assertThatThrownBy(() -> catalog.nameOf("doomed")).hasMessage("Collection doomed not found");
    assertThat(catalog.deletion().resume()).isEqualTo(writes < 3 ? 1 : 0);
    assertGone();
  }

  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {0, 1, 2})
  void whatDiedCanBeRepeated(int writes) {
    catalog.faulty.dieAfterWrites(writes);
    assertThatThrownBy(this::delete).isInstanceOf(StoreException.class);
    catalog.revive();
    delete();
    assertGone();
    assertThatThrownBy(this::delete).hasMessage("Collection doomed not found");
  }

  @Test
  void nothingIsPutIntoWhatIsBeingDeleted() {
    catalog.faulty.dieAfterWrites(1);
    assertThatThrownBy(this::delete).isInstanceOf(StoreException.class);
    catalog.revive();
    catalog.model("{\"id\":\"late\",\"type\":\"custom\",\"collectionIds\":[]}");
    assertThatThrownBy(() ->
            catalog
                .models()
                .add(
                    catalog.editor, "doomed", Precondition.NONE, body("{\"modelIds\":[\"late\"]}")))
        .isInstanceOf(VitrineException.class)
        .hasMessage("Collection doomed not found");
    assertThat(ids(catalog.model(Kind.MODEL, "late"))).isEmpty();
    assertThatThrownBy(() ->
            catalog.collections.checkOwn(CatalogUnderTest.PROJECT, Set.of("doomed"), Set.of()))
        .isInstanceOf(VitrineException.class);
  }

  @Test
  void aSecondLookFindsNothingToDo() {
    CollectionDeletion deletion = catalog.deletion();
    assertThat(deletion.resume()).isZero();
    delete();
    assertThat(deletion.resume()).isZero();
    assertThat(deletion.resume()).isZero();
  }
}
