package dev.vitrine.catalog;

import static dev.vitrine.catalog.CatalogUnderTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.model.JsonObject;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Classes, and how their changes reach models. */
class ClassFanoutTest {
  @AutoClose private final CatalogUnderTest catalog = new CatalogUnderTest();
  private final Classes classes = new Classes(catalog.store, CatalogUnderTest.FIELDS);

  @BeforeEach
  void fill() {
    put("fern", "Fern");
    classes.publish("fern");
    for (String id : new String[] {"a", "b"}) {
      catalog.model(
          "{\"id\":\""
              + id
              + "\",\"type\":\"flux.1-lora\",\"updatedAt\":\"2025-01-01T00:00:00.000Z\","
              + "\"class\":{\"slug\":\"fern\",\"name\":\"Old\"},\"extra\":1}");
    }
    catalog.model(
        "{\"id\":\"c\",\"type\":\"flux.1-lora\",\"class\":{\"slug\":\"moss\",\"name\":\"Moss\"}}");
  }

  private JsonObject put(String slug, String name) {
    return classes.put(object("{\"slug\":\"" + slug + "\",\"name\":\"" + name + "\"}"));
  }

  private ClassFanout fanout() {
    return new ClassFanout(catalog.store, catalog.index, catalog.clock);
  }

  private JsonObject classOf(String model) {
    return Objects.requireNonNull(catalog.row(model).object("class"));
  }

  @Test
  void aChangeReachesTheModelsThatHaveTheClass() {
    ClassFanout fanout = fanout();
    assertThat(fanout.advance()).isEqualTo(2);
    assertThat(classOf("a")).isEqualTo(classes.get("fern"));
    assertThat(classOf("c").text("name")).isEqualTo("Moss");
    assertThat(fanout.advance()).isZero();
    put("fern", "Fern, royal");
    assertThat(fanout.advance()).isEqualTo(2);
    assertThat(classOf("b").text("name")).isEqualTo("Fern, royal");
    assertThat(classOf("b").text("status")).isEqualTo("published");
    classes.unpublish("fern");
    assertThat(fanout.advance()).isEqualTo(2);
    assertThat(classOf("b").text("status")).isEqualTo("unpublished");
    assertThat(catalog.row("a").text("updatedAt")).isEqualTo("2025-01-01T00:00:00.000Z");
    assertThat(catalog.row("a").members().lastEntry().getKey()).isEqualTo("extra");
  }

  @Test
  void modelsKeepAClassThatIsDeleted() {
    ClassFanout fanout = fanout();
    fanout.advance();
    assertThat(classes.delete("fern", false)).isFalse();
    assertThat(classes.delete("fern", true)).isTrue();
    assertThat(fanout.advance()).isZero();
    assertThat(classOf("a").text("name")).isEqualTo("Fern");
    assertThatThrownBy(() -> classes.delete("fern", true)).hasMessage("Class fern not found");
  }

  @Test
  void aDamagedClassHoldsUpNoOther() {
    ClassFanout fanout = fanout();
    fanout.advance();
    Document fern = Objects.requireNonNull(catalog.store.fetch(Classes.key("fern")));
    Draft damaged = Draft.of(fern.owner(), fern.visibility(), Bytes.wrap(new byte[] {1, 2, 3}));
    assertThat(catalog.store.put(fern.key(), fern.revision(), damaged))
        .isInstanceOf(WriteResult.Stored.class);
    put("moss", "Moss, green");
    assertThat(fanout.advance()).isEqualTo(1);
    assertThat(classOf("c").text("name")).isEqualTo("Moss, green");
    assertThat(classOf("a").text("name")).isEqualTo("Fern");
  }

  @Test
  void aModelWrittenWithTheClassOfBeforeGetsItToo() {
    ClassFanout fanout = fanout();
    fanout.advance();
    catalog.model(
        "{\"id\":\"late\",\"type\":\"custom\",\"class\":{\"slug\":\"fern\",\"name\":\"Older\"}}");
    assertThat(fanout.advance()).isZero();
    catalog.clock.advance(ClassFanout.SETTLED);
    assertThat(fanout.advance()).isEqualTo(1);
    assertThat(classOf("late").text("name")).isEqualTo("Fern");
  }

  @Test
  void whatDiedIsGoneOnWith() {
    catalog.faulty.setDown(true);
    assertThatThrownBy(this::fanout).isInstanceOf(StoreException.class);
    catalog.revive();
    ClassFanout first = fanout();
    catalog.faulty.dieAfterWrites(0);
    assertThatThrownBy(first::advance).isInstanceOf(StoreException.class);
    catalog.revive();
    assertThat(fanout().advance()).isEqualTo(2);
  }

  @Test
  void howFarItCameIsKept() {
    ClassFanout fanout = fanout();
    fanout.advance();
    assertThat(catalog.store.fetch(new Key(Kind.WORK, "class-fanout"))).isNull();
    catalog.clock.advance(ClassFanout.SETTLED);
    fanout.advance();
    assertThat(catalog.store.fetch(new Key(Kind.WORK, "class-fanout"))).isNotNull();
    catalog.model(
        "{\"id\":\"imported\",\"type\":\"custom\",\"class\":{\"slug\":\"fern\",\"name\":\"Own\"}}");
    assertThat(fanout().advance()).isZero();
  }

  @Test
  void onlyPublishedClassesAreOffered() {
    assertThat(classes.published("fern").text("name")).isEqualTo("Fern");
    classes.unpublish("fern");
    for (String slug : new String[] {"fern", "absent", ""}) {
      assertThatThrownBy(() -> classes.published(slug))
          .hasMessage("\"classSlug\" names no class that is published");
    }
    assertThat(classes.find("fern")).isNotNull();
    assertThat(classes.find("absent")).isNull();
  }

  @Test
  void whatIsPutIsChecked() {
    assertThat(put("fern", "Fern")).isEqualTo(classes.get("fern"));
    assertThat(
            classes
                .put(
                    object(
                        "{\"extra\":1,\"thumbnails\":[\"https://x.test/a\"],\"slug\":\"x\",\"name\":\"N\",\"category\":null}"))
                .toString())
        .isEqualTo(
            object(
                    "{\"name\":\"N\",\"slug\":\"x\",\"status\":\"unpublished\",\"thumbnails\":[\"https://x.test/a\"],\"extra\":1}")
                .toString());
    for (String bad :
        new String[] {
          "{\"name\":\"N\"}",
          "{\"slug\":\"\",\"name\":\"N\"}",
          "{\"slug\":\"a b\",\"name\":\"N\"}",
          "{\"slug\":\"a/b\",\"name\":\"N\"}",
          "{\"slug\":\"" + "a".repeat(101) + "\",\"name\":\"N\"}",
          "{\"slug\":\"a\"}",
          "{\"slug\":\"a\",\"name\":\" \"}",
          "{\"slug\":\"a\",\"name\":7}",
          "{\"slug\":\"a\",\"name\":\"a\\u202Eb\"}",
          "{\"slug\":\"a\",\"name\":\"N\",\"status\":\"draft\"}",
          "{\"slug\":\"a\",\"name\":\"N\",\"thumbnails\":[\"ftp://x\"]}",
          "{\"slug\":\"a\",\"name\":\"N\",\"prompt\":\"a\\u0007\"}",
          "{\"slug\":\"a\",\"name\":\"N\",\"thumbnails\":"
              + java.util.Collections.nCopies(21, "\"https://x\"")
              + "}"
        }) {
      assertThatThrownBy(() -> classes.put(object(bad)))
          .as(bad)
          .isInstanceOf(dev.vitrine.error.VitrineException.class);
    }
    assertThat(classes.list()).hasSize(2);
  }
}
