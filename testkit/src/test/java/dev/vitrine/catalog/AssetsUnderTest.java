package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Role;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.MediaInspector;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.Contract;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.LongTexts;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.FaultyStore;
import dev.vitrine.testkit.HookedAssetStore;
import dev.vitrine.testkit.HookedStore;
import dev.vitrine.testkit.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assets over stores in memory that can be interrupted, their index, and the services over both.
 */
final class AssetsUnderTest implements AutoCloseable {
  static final String PROJECT = "proj_aaaaaaaaaaaaaaaaaaaaaaaa";

  /** The smallest PNG, one transparent pixel. */
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static final ModelFields FIELDS = Contract.modelFields();

  final TestClock clock = new TestClock();
  final HookedStore hooked = new HookedStore(new MemoryStore(clock));
  final FaultyStore faulty = new FaultyStore(hooked);
  final CatalogIndex index = CatalogIndex.open(null, hooked, clock);
  final DocumentStore store = new WatchedStore(faulty, List.of(index));
  final HookedAssetStore blobs = new HookedAssetStore(new MemoryAssetStore(clock));
  final Caller.KeyHolder editor = new Caller.KeyHolder("apiu_a", PROJECT, Role.EDITOR);
  final Caller.KeyHolder admin = new Caller.KeyHolder("apiu_admin", PROJECT, Role.ADMIN);
  final Caller.KeyHolder rival = new Caller.KeyHolder("apiu_b", "proj_b", Role.EDITOR);
  final Ids ids = new Ids();
  final Projects projects = new Projects(store, ids, clock);
  final Collections collections = new Collections(store, clock);
  final ModelEdits models = new ModelEdits(store, FIELDS, clock, TreeRoom.BOUNDLESS);
  final AssetEdits edits = new AssetEdits(store, clock);
  final Assets assets = new Assets(store, edits, collections, clock);
  final AssetUrls urls = new AssetUrls("https://vitrine.test", SigningKeys.random(), clock);
  final AssetReads reads = new AssetReads(store, index, edits, new AssetRows(urls));
  final AssetRemoval removal = removal();
  final AssetWithdrawal withdrawal = new AssetWithdrawal(store, index, clock);
  final CanvasLocks locks = new CanvasLocks(edits, ids, clock);
  final AssetWrites writes =
      new AssetWrites(
          blobs,
          edits,
          assets,
          new AssetPictures(blobs, MediaInspector.ofFormats()),
          locks,
          removal,
          withdrawal);
  final AssetCopies copies = new AssetCopies(blobs, edits, assets, projects);
  final ModelExamples examples =
      new ModelExamples(store, models, new AssetViews(urls), new AssetLookup(store));
  final FreePlanTerm term = new FreePlanTerm(projects, new Teams(store, ids, clock), Duration.ZERO);
  final ModelWrites modelWrites =
      new ModelWrites(store, FIELDS, models, new Classes(store, FIELDS), collections, term, clock);
  final ModelCopies modelCopies =
      new ModelCopies(store, index, FIELDS, models, modelWrites, projects, term, clock);
  final ModelRemoval modelRemoval =
      new ModelRemoval(
          store, FIELDS, models, new Classes(store, FIELDS), collections, term, clock, true);

  AssetsUnderTest() {
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
  AssetRemoval removal() {
    return new AssetRemoval(store, blobs, index, clock);
  }

  ModelTrainingImages trainingImages() {
    return new ModelTrainingImages(
        store,
        models,
        assets,
        new AssetPictures(blobs, MediaInspector.ofFormats()),
        removal,
        new AssetViews(urls),
        10,
        clock);
  }

  AssetGarbage garbage() {
    String catalogue = CatalogueId.getOrCreate(store);
    var _ = blobs.claim(catalogue);
    return new AssetGarbage(store, blobs, clock);
  }

  static JsonObject object(String json) {
    return (JsonObject)
        JsonReader.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT);
  }

  static Parameters body(String json) {
    return new Parameters(object(json));
  }

  static LongTexts sent(String json) {
    Set<String> texts = new HashSet<>(AssetWrites.LONG);
    texts.addAll(ModelTrainingImages.LONG);
    return new LongTexts(json.getBytes(StandardCharsets.UTF_8), texts, JsonLimits.REQUEST);
  }

  AssetEdits.Stored create(String id, String json) {
    return writes.create(editor, id, sent(json));
  }

  /** Makes an asset of the picture. */
  AssetEdits.Stored picture(String id) {
    return create(id, "{\"name\":\"" + id + ".png\",\"image\":\"" + PNG + "\"}");
  }

  /** Makes an asset of some text of its own. */
  AssetEdits.Stored text(String id, String text) {
    return register(id, blob(text), NewAsset.named(id));
  }

  AssetEdits.Stored register(String id, StoredBlob blob, NewAsset wanted) {
    Inspection.Sound text = new Inspection.Sound(MediaFormat.TEXT, null, 1, false);
    return assets.register(editor, id, blob, text, wanted);
  }

  StoredBlob blob(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return blobs.put(new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  AssetEdits.Stored update(String id, String json) {
    return writes.update(editor, id, Precondition.NONE, sent(json));
  }

  void delete(String... assetIds) {
    removal.delete(editor, ids(assetIds), false);
  }

  void force(String... assetIds) {
    removal.delete(editor, ids(assetIds), true);
  }

  static Parameters ids(String... assetIds) {
    return new Parameters(JsonObject.of("assetIds", JsonArray.ofStrings(List.of(assetIds))));
  }

  /** Stores a model, with assets that it uses. */
  ModelEdits.Stored model(String id, String members) {
    ModelDocument model =
        ModelDocument.of(object("{\"id\":\"" + id + "\",\"type\":\"custom\"" + members + "}"));
    return modelWrites.createAs(editor, model, CollectionModels.ids(model));
  }

  ModelDocument model(String id) {
    Document document = Objects.requireNonNull(store.fetch(Key.model(id)));
    return ModelDocument.decode(document.body().array());
  }

  void setExamples(String modelId, String... assetIds) {
    var _ = examples.replace(editor, modelId, Precondition.NONE, ids(assetIds), false);
  }

  void setThumbnail(String modelId, String assetId) {
    var _ =
        modelWrites.update(
            editor, modelId, Precondition.NONE, body("{\"thumbnail\":\"" + assetId + "\"}"));
  }

  List<String> examplesOf(String modelId) {
    return List.copyOf(ModelExamples.ids(model(modelId).row()));
  }

  @Nullable AssetDocument stored(String id) {
    Document document = store.fetch(AssetEdits.key(id));
    return document == null ? null : AssetDocument.decode(document.body().array());
  }

  boolean exists(String id) {
    AssetDocument asset = stored(id);
    return asset != null && !asset.deleting();
  }

  @Override
  public void close() {
    index.close();
    hooked.close();
  }
}
