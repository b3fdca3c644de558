package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Role;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.Contract;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.WriteResult;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.FaultyStore;
import dev.vitrine.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A memory store that can die, its index, and the services over both. */
final class CatalogUnderTest implements AutoCloseable {
  static final String PROJECT = "proj_a";
  static final ModelFields FIELDS = Contract.modelFields();

  final TestClock clock = new TestClock();
  final MemoryStore memory = new MemoryStore(clock);
  final FaultyStore faulty = new FaultyStore(memory);
  final CatalogIndex index = CatalogIndex.open(null, memory, clock);
  final DocumentStore store = new WatchedStore(faulty, List.of(index));
  final Caller.KeyHolder editor = new Caller.KeyHolder("apiu_a", PROJECT, Role.EDITOR);
  final ModelEdits edits = new ModelEdits(store, FIELDS, clock, TreeRoom.BOUNDLESS);
  final Collections collections = new Collections(store, clock);

  CatalogUnderTest() {
    try {
      if (!index.awaitReady(Duration.ofSeconds(20))) {
        throw new IllegalStateException("there is no index");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A process that knows nothing yet of what another left. */
  CollectionDeletion deletion() {
    return new CollectionDeletion(store, index, collections, clock);
  }

  CollectionModels models() {
    return new CollectionModels(store, edits, collections);
  }

  static Parameters body(String json) {
    return new Parameters(object(json));
  }

  static JsonObject object(String json) {
    return (JsonObject)
        JsonReader.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT);
  }

  Collections.Stored create(String id, String name) {
    return collections.create(editor, id, body("{\"name\":\"" + name + "\"}"));
  }

  Collections.Stored rename(String id, String name) {
    return collections.update(editor, id, Precondition.NONE, body("{\"name\":\"" + name + "\"}"));
  }

  String nameOf(String id) {
    return collections.get(editor, id).collection().name();
  }

  /** Stores the row of a model. */
  void model(String json) {
    put(Kind.MODEL, ModelDocument.of(object(json)));
  }

  void put(Kind kind, ModelDocument model) {
    Key key = new Key(kind, model.id());
    Document before = store.fetch(key);
    WriteResult result =
        store.put(
            key,
            before == null ? DocumentStore.ABSENT : before.revision(),
            Draft.of(PROJECT, Visibility.PRIVATE, Bytes.wrap(model.encode())));
    if (!(result instanceof WriteResult.Stored)) {
      throw new IllegalStateException("not stored: " + result);
    }
  }

  ModelDocument model(Kind kind, String id) {
    Document document = Objects.requireNonNull(store.fetch(new Key(kind, id)));
    return ModelDocument.decode(document.body().array());
  }

  JsonObject row(String id) {
    return model(Kind.MODEL, id).row();
  }

  /** The process that died is replaced by another. */
  void revive() {
    faulty.setDown(false);
  }

  @Override
  public void close() {
    index.close();
    memory.close();
  }
}
