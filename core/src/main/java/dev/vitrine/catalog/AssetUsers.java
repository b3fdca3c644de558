package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Put;
import dev.vitrine.store.WriteResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models that use an asset, as the index knows them. */
final class AssetUsers {
  private static final Logger LOG = LoggerFactory.getLogger(AssetUsers.class);

  /** Most users that are told by name. */
  private static final int NAMED = 10;

  /** Users among which those to name are looked for. */
  private static final int LOOKED_AT = 100;

  private static final Duration INDEX_PATIENCE = Duration.ofSeconds(10);
  private static final int BATCH = 200;
  private static final int IDLE_ROUNDS = 20;

  private final DocumentStore store;
  private final CatalogIndex index;
  private final InstantSource clock;

  AssetUsers(DocumentStore store, CatalogIndex index, InstantSource clock) {
    this.store = store;
    this.index = index;
    this.clock = clock;
  }

  /**
   * Who uses an asset.
   *
   * @param named models that the caller may be told of
   * @param others how many there are beside them
   */
  record Users(List<String> named, long others) {
    boolean isNone() {
      return named.isEmpty() && others == 0;
    }

    String told() {
      String models = String.join(", ", named);
      if (others == 0) {
        return models;
      }
      String more = others + (others == 1 ? " model" : " models");
      return named.isEmpty() ? more : models + " and " + more + " more";
    }
  }

  /** Who uses an asset, as far as a caller may know it. */
  Users of(Caller caller, String assetId) {
    long all = index.countModelsUsing(assetId);
    if (all == 0) {
      return new Users(List.of(), 0);
    }
    List<Key> keys = index.modelsUsing(assetId, null, LOOKED_AT).stream().map(Key::model).toList();
    List<String> named = new ArrayList<>();
    Documents.each(
        store,
        keys,
        model -> {
          if (named.size() < NAMED && caller.mayFind(model.owner(), model.visibility())) {
            named.add(model.key().id());
          }
        });
    return new Users(List.copyOf(named), Math.max(0, all - named.size()));
  }

  /** Whether no model but this one uses an asset, live or in the trash. */
  boolean isUsedOnlyBy(String modelId, String assetId) {
    Set<String> users = new HashSet<>(index.modelsUsing(assetId, null, 2));
    users.addAll(index.trashUsing(assetId, null, 2));
    users.remove(modelId);
    return users.isEmpty();
  }

  /**
   * Waits for the index: whatever refers to an asset since before is found afterwards.
   *
   * @throws VitrineException UNAVAILABLE
   */
  void awaitIndex() {
    try {
      if (index.awaitCaughtUp(INDEX_PATIENCE)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new VitrineException(
        ErrorCode.UNAVAILABLE,
        "The index is behind, so it is not known who uses the assets: try again soon");
  }

  boolean isUsed(String assetId) {
    return index.countModelsUsing(assetId) > 0;
  }

  /**
   * Refuses to take an asset out of a model that is being trained on it.
   *
   * @throws VitrineException INVALID_PARAMETER
   */
  void checkRemovable(String assetId) {
    List<String> page = index.modelsUsing(assetId, null, BATCH);
    while (!page.isEmpty()) {
      Documents.each(
          store, page.stream().map(Key::model).toList(), model -> checkRemovable(model, assetId));
      page = index.modelsUsing(assetId, page.getLast(), BATCH);
    }
  }

  /** By one thread at a time: a model may take much memory. */
  private synchronized void checkRemovable(Document document, String assetId) {
    try {
      ModelDocument model = ModelDocument.decode(document.body().array());
      if ("training".equals(model.row().text("status"))
          && AssetViews.trainingImages(model.row()).contains(assetId)) {
        throw VitrineException.invalidParameter(
            "assetIds",
            "must not name training images of models that are being trained",
            Map.of("assetId", assetId));
      }
    } catch (CorruptDocumentException e) {
      LOG.debug("A damaged model is not looked at: {}", e.getMessage());
    }
  }

  /** Takes an asset out of all models, live or in the trash. */
  void takeOut(String assetId) {
    takeOut(assetId, Kind.MODEL);
    takeOut(assetId, Kind.TRASH);
  }

  /** Takes an asset out of deleted models, which then are restored without it. */
  void takeOutOfTrash(String assetId) {
    takeOut(assetId, Kind.TRASH);
  }

  private void takeOut(String assetId, Kind kind) {
    Set<Key> damaged = new HashSet<>();
    int idle = 0;
    for (List<Key> batch = batch(assetId, kind, null);
        !damaged.containsAll(batch);
        batch = batch(assetId, kind, null)) {
      if (strip(batch, assetId, (document, model) -> true, damaged).changed() == 0
          && ++idle > IDLE_ROUNDS) {
        throw busy(assetId);
      }
    }
  }

  /**
   * Takes an asset out of the models of other projects that show it by their marks, live or in the
   * trash.
   */
  void takeOutOfOthers(String assetId) {
    for (Kind kind : List.of(Kind.MODEL, Kind.TRASH)) {
      int idle = 0;
      Stripped pass = takeOutOfOthers(assetId, kind);
      while (pass.conflicts() > 0) {
        if (pass.changed() == 0 && ++idle > IDLE_ROUNDS) {
          throw busy(assetId);
        }
        pass = takeOutOfOthers(assetId, kind);
      }
    }
  }

  private Stripped takeOutOfOthers(String assetId, Kind kind) {
    Stripped all = new Stripped(0, 0);
    for (List<Key> batch = batch(assetId, kind, null);
        !batch.isEmpty();
        batch = batch(assetId, kind, batch.getLast().id())) {
      Stripped some =
          strip(
              batch,
              assetId,
              (document, model) ->
                  model.heldAssets().contains(assetId) && !isOwnedBy(document.owner(), assetId),
              new HashSet<>());
      all = new Stripped(all.changed() + some.changed(), all.conflicts() + some.conflicts());
    }
    return all;
  }

  /** As it is now: an asset goes to another project ahead of its model, see AssetMoves. */
  private boolean isOwnedBy(String projectId, String assetId) {
    Document asset = store.fetch(AssetEdits.key(assetId));
    return asset == null || asset.owner().equals(projectId);
  }

  private static VitrineException busy(String assetId) {
    return new VitrineException(
        ErrorCode.UNAVAILABLE,
        "Models that use asset " + assetId + " are being changed by others all the time");
  }

  private List<Key> batch(String assetId, Kind kind, @Nullable String afterId) {
    List<String> ids =
        kind == Kind.MODEL
            ? index.modelsUsing(assetId, afterId, BATCH)
            : index.trashUsing(assetId, afterId, BATCH);
    return ids.stream().map(id -> new Key(kind, id)).toList();
  }

  /** Which models are meant. */
  private interface Which {
    boolean test(Document document, ModelDocument model);
  }

  /** How many models were changed, and how many others had changed meanwhile. */
  private record Stripped(long changed, long conflicts) {}

  /** What conflicts comes again. By one thread at a time: a model may take much memory. */
  private synchronized Stripped strip(
      List<Key> batch, String assetId, Which which, Set<Key> damaged) {
    AtomicLong changed = new AtomicLong();
    AtomicLong conflicts = new AtomicLong();
    PutBatch puts =
        new PutBatch(
            store,
            (put, result) ->
                (result instanceof WriteResult.Stored ? changed : conflicts).incrementAndGet());
    Documents.each(
        store,
        batch,
        document -> {
          try {
            ModelDocument before = ModelDocument.decode(document.body().array());
            if (!which.test(document, before)) {
              return;
            }
            ModelDocument after = ModelImages.withoutGone(before, Set.of(assetId));
            if (!after.equals(before)) {
              puts.add(new Put(document.key(), document.revision(), draft(document, after)));
            }
          } catch (CorruptDocumentException e) {
            LOG.warn("A damaged model keeps an asset that is deleted: {}", e.getMessage());
            damaged.add(document.key());
          }
        });
    puts.flush();
    return new Stripped(changed.get(), conflicts.get());
  }

  /** What is stored of a model without the asset; the trash keeps its times. */
  private Draft draft(Document document, ModelDocument model) {
    ModelDocument dated =
        document.key().kind() == Kind.TRASH
            ? model
            : model.withRow(
                model.row().with("updatedAt", new JsonString(Times.format(clock.instant()))));
    return Draft.of(document.owner(), document.visibility(), Bytes.wrap(dated.encode()));
  }
}
