package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.LongTexts;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Adds, replaces, describes and removes the images a model is trained on, one by one. */
public final class ModelTrainingImages {
  /** Most assets that one call adds. */
  public static final int MOST_AT_A_TIME = 10;

  /** Most images of a model, unless configured otherwise. */
  public static final int USUAL_MOST = 1000;

  /** Members of bodies that are read where they stand. */
  public static final Set<String> LONG = Set.of(TrainingImageRequest.DATA);

  private final ModelEdits edits;
  private final AssetViews views;
  private final IncomingImages.Services services;

  /**
   * The images of models.
   *
   * @param most images of one model
   */
  public ModelTrainingImages(
      DocumentStore store,
      ModelEdits edits,
      Assets assets,
      AssetPictures pictures,
      AssetRemoval removal,
      AssetViews views,
      int most,
      InstantSource clock) {
    this.edits = edits;
    this.views = views;
    this.services =
        new IncomingImages.Services(
            store, new AssetUses(store, edits), assets, pictures, removal, most, clock);
  }

  /** Most images of a model. */
  public int most() {
    return services.most();
  }

  /**
   * Images as they are told, in the order asked for, and the revision of their model.
   *
   * @param several whether they were asked for as several
   */
  public record Told(long revision, List<JsonObject> images, boolean several) {}

  /** How images are shown, and what they are called if they become assets. */
  public record Asked(Precondition condition, Supplier<String> newAssetId, boolean originals) {}

  /**
   * Adds images after those the model has. One that it has already is told as it is; a picture that
   * the same request has added before is, whatever its condition says by now.
   *
   * @param sent see {@link TrainingImageRequest}; {@code data} is a data URL
   * @throws VitrineException INVALID_PARAMETER, or what {@link ModelEdits#edit} refuses
   */
  public Told add(Caller.KeyHolder caller, String modelId, Asked asked, LongTexts sent) {
    caller.requireEditor();
    TrainingImageRequest request = request(sent);
    if (!request.hasImage()) {
      throw VitrineException.invalidParameter(
          TrainingImageRequest.DATA, "is required, unless there is \"assetId\" or \"assetIds\"");
    }
    IncomingImages images = new IncomingImages(services, caller, request, asked.newAssetId());
    Document document = edits.own(caller, modelId);
    ModelDocument now = ModelDocument.decode(document.body().array());
    if (images.wereAddedTo(now)) {
      ModelEdits.Stored before = new ModelEdits.Stored(document.revision(), document.owner(), now);
      return told(before, images.ids(), asked.originals(), request.field());
    }
    checkOpen(document, now, asked.condition());
    images.checkRoom(now); // Before a picture is stored.
    images.store(sent);
    ModelEdits.Stored stored =
        images.kept(() ->
            edits.edit(caller, modelId, asked.condition(), images::wereAddedTo, images::addedTo));
    images.checkStillThere(stored);
    return told(stored, images.ids(), asked.originals(), request.field());
  }

  /**
   * Puts another image in the place of one, or gives it another caption. Pairs that name it name
   * the other from then on.
   *
   * @param sent as for {@link #add}, one image; {@code description}
   * @throws VitrineException NOT_FOUND, INVALID_PARAMETER, or what {@link ModelEdits#edit} refuses
   */
  public Told replace(
      Caller.KeyHolder caller, String modelId, String imageId, Asked asked, LongTexts sent) {
    caller.requireEditor();
    TrainingImageRequest request = request(sent);
    if (!request.hasImage() && request.description() == null) {
      throw VitrineException.invalidParameter(
          TrainingImageRequest.DATA,
          "is required, unless there is \"assetId\", \"assetIds\" or \"description\"");
    }
    if (request.assetIds().size() > 1) {
      throw VitrineException.invalidParameter(
          TrainingImageRequest.ASSET_IDS,
          "must name one asset",
          Map.of("limit", 1, "received", request.assetIds().size()));
    }
    found(open(caller, modelId, asked.condition()), imageId);
    IncomingImages images = new IncomingImages(services, caller, request, asked.newAssetId());
    images.store(sent);
    ModelEdits.Stored stored =
        images.kept(() ->
            edits.edit(
                caller, modelId, asked.condition(), model -> images.inPlaceOf(model, imageId)));
    images.checkStillThere(stored);
    List<String> ids = images.ids().isEmpty() ? List.of(imageId) : images.ids();
    return told(stored, ids, asked.originals(), TrainingImageRequest.ASSET_ID);
  }

  /**
   * Takes an image out of a model, and the pairs that name it. The asset stays.
   *
   * @throws VitrineException NOT_FOUND, INVALID_PARAMETER, or what {@link ModelEdits#edit} refuses
   */
  public void delete(
      Caller.KeyHolder caller, String modelId, String imageId, Precondition condition) {
    caller.requireEditor();
    edits.edit(
        caller,
        modelId,
        condition,
        model -> {
          TrainingSet.checkOpen(model);
          found(model, imageId);
          return TrainingSet.without(model, imageId);
        });
  }

  private static TrainingImageRequest request(LongTexts sent) {
    return TrainingImageRequest.of(
        new Parameters(sent.rest()), sent.get(TrainingImageRequest.DATA) != null);
  }

  /** The model as it is, if it may be changed. */
  private ModelDocument open(Caller.KeyHolder caller, String modelId, Precondition condition) {
    Document document = edits.own(caller, modelId);
    ModelDocument model = ModelDocument.decode(document.body().array());
    checkOpen(document, model, condition);
    return model;
  }

  private static void checkOpen(Document document, ModelDocument model, Precondition condition) {
    condition.check("Model " + model.id(), document.revision());
    TrainingSet.checkOpen(model);
  }

  static JsonObject found(ModelDocument model, String imageId) {
    JsonObject image = TrainingSet.find(model, imageId);
    if (image == null) {
      throw new VitrineException(ErrorCode.NOT_FOUND, "Training image " + imageId + " not found");
    }
    return image;
  }

  private Told told(ModelEdits.Stored stored, List<String> ids, boolean originals, String field) {
    List<JsonObject> told = new ArrayList<>();
    for (String id : ids) {
      JsonObject image = found(stored.model(), id);
      told.add(
          stored.model().heldAssets().contains(id)
              ? image.with("downloadUrl", new JsonString(views.url(id, originals)))
              : image);
    }
    return new Told(stored.revision(), told, field.equals(TrainingImageRequest.ASSET_IDS));
  }
}
