package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.catalog.ModelImporter;
import dev.vitrine.catalog.Project;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.memory.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any JSON in, the same JSON out. */
final class FidelityTest implements CatalogueUnderTest {
  private final TestClock clock = new TestClock();
  private final DocumentStore store = new MemoryStore(clock);
  private final DocumentStore another = new MemoryStore(clock);

  @Override
  public DocumentStore store() {
    return store;
  }

  @Override
  public DocumentStore another() {
    return another;
  }

  @Override
  public TestClock clock() {
    return clock;
  }

  @Provide
  Arbitrary<List<SequencedMap<String, Json>>> documents() {
    return JsonArbitraries.members(3)
        .map(members -> {
          SequencedMap<String, Json> unknown = new LinkedHashMap<>(members);
          unknown
              .keySet()
              .removeIf(
                  name -> FIELDS.isDocumented(name) || name.equals(ModelDocument.EXPORT_MEMBER));
          return unknown;
        })
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<Json> open() {
    return JsonArbitraries.values(3);
  }

  @Property(tries = 300)
  void everyUnknownFieldAndEveryOpenValueComesBack(
      @ForAll("documents") List<SequencedMap<String, Json>> unknown,
      @ForAll("open") Json open,
      @ForAll("open") Json extra) {
    Project project = project("studio");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = 0; i < unknown.size(); i++) {
      text.writeBytes(JsonWriter.write(document("m" + i, unknown.get(i), open, extra)));
      text.write('\n');
    }
    ModelImporter.Target target = new ModelImporter.Target(project.id(), false);
    Imported imported = importing(text.toByteArray(), store, target);
    assertThat(imported.refusals()).isEmpty();
    for (int i = 0; i < unknown.size(); i++) {
      JsonObject row = row("m" + i);
      unknown.get(i).forEach((name, value) -> assertThat(row.get(name)).isEqualTo(value));
      assertThat(row.members().keySet()).endsWith(unknown.get(i).keySet().toArray(new String[0]));
      assertThat(input(row)).isEqualTo(open);
    }
    importing(text.toByteArray(), store, target);
    String export = exported(store);
    assertThat(importing(text.toByteArray(), store, target).counts().imported()).isZero();

    projects(another).create(project.name(), project.teamId(), project.id());
    assertThat(importing(export.getBytes(StandardCharsets.UTF_8), another, target).refusals())
        .isEmpty();
    assertThat(exported(another)).isEqualTo(export);
  }

  private static JsonObject document(
      String id, SequencedMap<String, Json> unknown, Json open, Json extra) {
    SequencedMap<String, Json> members = new LinkedHashMap<>(unknown);
    members.put(
        "inputs",
        new JsonArray(List.of(JsonObject.of("name", new JsonString("x")).with("default", open))));
    members.put("id", new JsonString(id));
    members.put("type", new JsonString("custom"));
    members.put("name", JsonNull.NULL);
    members.put(ModelDocument.EXPORT_MEMBER, JsonObject.of("extra", extra));
    return new JsonObject(members);
  }

  private static Json input(JsonObject row) {
    JsonArray inputs = row.array("inputs");
    if (inputs == null || !(inputs.elements().getFirst() instanceof JsonObject input)) {
      throw new AssertionError("the input is gone");
    }
    Json value = input.get("default");
    if (value == null) {
      throw new AssertionError("its default is gone");
    }
    return value;
  }
}
