package dev.vitrine.testkit;

import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Documents as the index reads them, for tests. */
public final class IndexedCatalogue {
  private IndexedCatalogue() {}

  /** A model as lists know it. */
  public record Listed(
      String id,
      String owner,
      Visibility visibility,
      String type,
      String status,
      List<String> tags,
      List<String> collectionIds,
      Instant createdAt,
      Instant updatedAt,
      double score) {
    /** A private model without anything special. */
    public static Listed of(String id, String owner, Instant createdAt) {
      return new Listed(
          id,
          owner,
          Visibility.PRIVATE,
          "flux.1-lora",
          "trained",
          List.of(),
          List.of(),
          createdAt,
          createdAt,
          0);
    }

    public Listed withId(String now) {
      return new Listed(
          now, owner, visibility, type, status, tags, collectionIds, createdAt, updatedAt, score);
    }

    public Listed withVisibility(Visibility now) {
      return new Listed(
          id, owner, now, type, status, tags, collectionIds, createdAt, updatedAt, score);
    }

    public Listed withTags(String... now) {
      return new Listed(
          id,
          owner,
          visibility,
          type,
          status,
          List.of(now),
          collectionIds,
          createdAt,
          updatedAt,
          score);
    }

    public Listed withCollections(String... now) {
      return new Listed(
          id, owner, visibility, type, status, tags, List.of(now), createdAt, updatedAt, score);
    }

    public Listed withCreatedAt(Instant now) {
      return new Listed(
          id, owner, visibility, type, status, tags, collectionIds, now, updatedAt, score);
    }

    public Listed withUpdatedAt(Instant now) {
      return new Listed(
          id, owner, visibility, type, status, tags, collectionIds, createdAt, now, score);
    }

    public Listed withScore(double now) {
      return new Listed(
          id, owner, visibility, type, status, tags, collectionIds, createdAt, updatedAt, now);
    }

    public JsonObject row() {
      return JsonObject.of("id", new JsonString(id))
          .with("type", new JsonString(type))
          .with("status", new JsonString(status))
          .with("tags", JsonArray.ofStrings(tags))
          .with("collectionIds", JsonArray.ofStrings(collectionIds))
          .with("createdAt", new JsonString(createdAt.toString()))
          .with("updatedAt", new JsonString(updatedAt.toString()))
          .with("score", new JsonNumber(Double.toString(score)));
    }

    /** What is stored of it while it is live. */
    public Draft draft() {
      return IndexedCatalogue.draft(owner, visibility, ModelDocument.of(row()));
    }

    /** What is stored of it in the trash. */
    public Draft deleted(Instant at) {
      return IndexedCatalogue.draft(
          owner, visibility, ModelDocument.of(row()).deleted(at.toString(), "key"));
    }
  }

  public static Draft draft(String owner, Visibility visibility, ModelDocument model) {
    return Draft.of(owner, visibility, Bytes.wrap(model.encode()));
  }

  /** What is stored of a collection. */
  public static Draft collection(String id, String owner, Instant createdAt) {
    Json time = new JsonString(createdAt.toString());
    JsonObject body =
        JsonObject.of("id", new JsonString(id))
            .with("name", new JsonString("name of " + id))
            .with("ownerId", new JsonString(owner))
            .with("createdAt", time)
            .with("updatedAt", time);
    return Draft.of(owner, Visibility.PRIVATE, Bytes.wrap(DocumentCodec.encode(body)));
  }

  /** Waits until an index shows all that is in the store. */
  public static void catchUp(CatalogIndex index) throws InterruptedException {
    if (!index.awaitCaughtUp(Duration.ofSeconds(30))) {
      throw new AssertionError("the index does not catch up: " + index.state());
    }
  }

  /** Writes a document whatever is there; returns its revision. */
  public static long write(DocumentStore store, Key key, Draft draft) {
    var current = store.fetch(key);
    return StoreUnderTest.revision(
        store.put(key, current == null ? DocumentStore.ABSENT : current.revision(), draft));
  }

  /** Deletes a document if it is there. */
  public static void remove(DocumentStore store, Key key) {
    var current = store.fetch(key);
    if (current != null) {
      var _ = StoreUnderTest.revision(store.delete(key, current.revision()));
    }
  }
}
