package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetKind;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.LongTexts;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The images of one call: looked up or stored once, whatever becomes of the model meanwhile. */
final class IncomingImages {
  private static final Set<String> KINDS =
      Set.of(AssetKind.IMAGE.text(), AssetKind.IMAGE_HDR.text());

  /** What is needed to make assets of pictures, and to look after them. */
  record Services(
      DocumentStore store,
      AssetUses uses,
      Assets assets,
      AssetPictures pictures,
      AssetRemoval removal,
      int most,
      InstantSource clock) {}

  private final Services services;
  private final Caller.KeyHolder caller;
  private final TrainingImageRequest request;
  private final Map<Key, AssetEdits.Stored> known;
  private final List<String> ids;
  private @Nullable String made;

  /**
   * The images of a request.
   *
   * @param newId names the asset of a picture that was sent; asked for once. A call that is
   *     repeated gets the same, and so finds the image that the first one added.
   */
  IncomingImages(
      Services services,
      Caller.KeyHolder caller,
      TrainingImageRequest request,
      Supplier<String> newId) {
    this.services = services;
    this.caller = caller;
    this.request = request;
    this.ids = request.data() ? List.of(newId.get()) : request.assetIds();
    this.known =
        Documents.map(
            services.store(),
            ids.stream().filter(Documents::isId).map(AssetEdits::key).toList(),
            document -> AssetEdits.seen(caller, document));
  }

  /** The ids of the images; none if nothing but a caption was sent. */
  List<String> ids() {
    return ids;
  }

  /** Stores the picture that was sent, if there is one, as an asset of its own. */
  void store(LongTexts sent) {
    if (!request.data()) {
      return;
    }
    String given = request.name();
    AssetPictures.Picture picture =
        services.pictures().read(sent, TrainingImageRequest.DATA, given == null ? "" : given);
    if (picture == null) {
      throw new IllegalStateException("a picture was sent");
    }
    String name = given == null ? "training-image." + picture.found().format().extension() : given;
    AssetEdits.Stored asset =
        services
            .assets()
            .register(
                caller,
                ids.getFirst(),
                picture.blob(),
                picture.found(),
                NewAsset.named(name).withTrainingImage(true));
    made = asset.id();
    known.put(AssetEdits.key(asset.id()), asset);
  }

  /** Writes the model; the asset that was made for it goes again if that is refused. */
  ModelEdits.Stored kept(Supplier<ModelEdits.Stored> write) {
    try {
      return write.get();
    } catch (VitrineException e) {
      String left = made;
      if (left != null && e.code().fault() == ErrorCode.Fault.CALLER) {
        services.removal().drop(caller, left);
      }
      throw e;
    }
  }

  /** Whether a model has the picture already: the same request has added it before. */
  boolean wereAddedTo(ModelDocument model) {
    return request.data() && TrainingSet.find(model, ids.getFirst()) != null;
  }

  void checkRoom(ModelDocument model) {
    int more = (int) ids.stream().filter(id -> TrainingSet.find(model, id) == null).count();
    int sum = TrainingSet.images(model.row()).size() + more;
    if (more > 0 && sum > services.most()) {
      throw VitrineException.invalidParameter(
          request.field(),
          "would give the model more than " + services.most() + " training images",
          Map.of("limit", services.most(), "received", sum));
    }
  }

  ModelDocument addedTo(ModelDocument model) {
    TrainingSet.checkOpen(model);
    checkRoom(model);
    List<JsonObject> more = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (String id : ids) {
      if (TrainingSet.find(model, id) == null) {
        more.add(image(model, id));
      }
      if (isHeld(model, id)) {
        held.add(id); // Also one the model has already, as an import left it.
      }
    }
    return TrainingSet.with(model, more, Set.copyOf(held));
  }

  ModelDocument inPlaceOf(ModelDocument model, String imageId) {
    TrainingSet.checkOpen(model);
    JsonObject before = ModelTrainingImages.found(model, imageId);
    String id = ids.isEmpty() ? imageId : ids.getFirst();
    if (id.equals(imageId)) {
      return TrainingSet.replaced(model, id, described(before), id, isHeld(model, id));
    }
    if (TrainingSet.find(model, id) != null) {
      throw refused(id, "names an image that the model is trained on already");
    }
    return TrainingSet.replaced(model, imageId, image(model, id), id, isHeld(model, id));
  }

  private JsonObject described(JsonObject image) {
    String caption = request.description();
    return caption == null
        ? image
        : image.with(TrainingImageRequest.DESCRIPTION, new JsonString(caption));
  }

  private boolean isHeld(ModelDocument model, String id) {
    return (Documents.isId(id) && known.containsKey(AssetEdits.key(id)))
        || model.heldAssets().contains(id);
  }

  /** What the model keeps of an image. */
  private JsonObject image(ModelDocument model, String id) {
    AssetEdits.Stored asset = Documents.isId(id) ? known.get(AssetEdits.key(id)) : null;
    String url = AssetLookup.imported(model).get(id);
    if (asset == null && url == null) {
      throw refused(id, "names no asset");
    }
    JsonObject row = asset == null ? JsonObject.EMPTY : asset.asset().row();
    if (asset != null && !KINDS.contains(row.text("kind"))) {
      throw refused(id, "names an asset that is no image");
    }
    String name = AssetRows.metadata(row).text("name");
    JsonObject image =
        JsonObject.of("id", new JsonString(id))
            .with("automaticCaptioning", text(row, "automaticCaptioning"))
            .with("createdAt", new JsonString(Times.format(services.clock().instant())))
            .with("description", text(row, "description"));
    if (url != null) {
      image = image.with("downloadUrl", new JsonString(url));
    }
    return described(image.with("name", new JsonString(name == null ? id : name)));
  }

  private static Json text(JsonObject row, String member) {
    String text = row.text(member);
    return new JsonString(text == null ? "" : text);
  }

  private VitrineException refused(String id, String why) {
    return request.field().equals(TrainingImageRequest.ASSET_IDS)
        ? VitrineException.invalidElement(request.field(), ids.indexOf(id), why)
        : VitrineException.invalidParameter(request.field(), why);
  }

  /** Takes out again what was deleted while it was being added. */
  void checkStillThere(ModelEdits.Stored stored) {
    Set<String> written = new HashSet<>();
    Set<String> borrowed = new HashSet<>();
    for (AssetEdits.Stored asset : known.values()) {
      written.add(asset.id());
      if (!caller.actsFor(asset.owner())) {
        borrowed.add(asset.id());
      }
    }
    for (String id :
        services.uses().settle(caller, stored, new AssetUses.Known(written, borrowed)).gone()) {
      throw refused(id, "names no asset");
    }
  }
}
