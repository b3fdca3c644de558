package dev.vitrine.row;

import dev.vitrine.asset.AssetReferences;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows. The only place that decides what a row contains (contract section 2). */
public final class RowEncoder {
  static final String PROMPT_EMBEDDING = "promptEmbedding";
  static final String NEGATIVE_PROMPT_EMBEDDING = "negativePromptEmbedding";
  static final String THUMBNAIL = "thumbnail";
  static final String TRAINING_IMAGES = "trainingImages";
  private static final String TRAINING_IMAGES_NUMBER = "trainingImagesNumber";
  private static final Set<String> MINIMAL = Set.of("id", "name", "type");
  private static final int HASH_BYTES = 16;

  private final ModelFields fields;
  private final AssetUrls urls;

  public RowEncoder(ModelFields fields, AssetUrls urls) {
    this.fields = fields;
    this.urls = urls;
  }

  /** The window in which rows made now stay current. */
  long window() {
    return urls.window();
  }

  /** The row of a document for a caller of this audience. */
  public Row encode(long revision, ModelDocument document, View view, Audience audience) {
    long window = urls.window();
    JsonObject shown =
        view.minimal()
            ? only(document.row(), MINIMAL)
            : shown(ModelDocument.withoutWandbKey(document.row()), view, audience);
    boolean signed = false;
    if (!view.minimal() && !document.heldAssets().isEmpty()) {
      JsonObject renamed =
          withSignedUrls(shown, document.heldAssets(), view.originalAssets(), window);
      signed = !renamed.equals(shown);
      shown = renamed;
    }
    byte[] json = JsonWriter.write(fields.inRowOrder(shown));
    return new Row(json, revision + "." + hash(json), signed ? window : 0);
  }

  private static JsonObject shown(JsonObject row, View view, Audience audience) {
    SequencedMap<String, Json> members = new LinkedHashMap<>(row.members());
    JsonArray images = row.array(TRAINING_IMAGES);
    if (!view.settings()) {
      members.remove(PROMPT_EMBEDDING);
      members.remove(NEGATIVE_PROMPT_EMBEDDING);
    }
    if (!view.thumbnail()) {
      members.remove(THUMBNAIL);
    } else if (audience == Audience.OWNER && !members.containsKey(THUMBNAIL)) {
      JsonObject standIn = standIn(images);
      if (standIn != null) {
        members.put(THUMBNAIL, standIn);
      }
    }
    if (images != null) {
      if (audience == Audience.OWNER) {
        members.put(TRAINING_IMAGES, first(images, view.images().most()));
      } else {
        members.remove(TRAINING_IMAGES);
      }
      members.put(TRAINING_IMAGES_NUMBER, number(row.get(TRAINING_IMAGES_NUMBER), images.size()));
    }
    JsonObject all = new JsonObject(members);
    return view.fields() == null ? all : only(all, view.fields());
  }

  /** The larger of the stored number and the images held: exports say seven and carry three. */
  public static Json number(@Nullable Json stored, int held) {
    return stored instanceof JsonNumber number && !number.isLessThan(held)
        ? number
        : new JsonNumber(held);
  }

  private static @Nullable JsonObject standIn(@Nullable JsonArray images) {
    if (images == null
        || images.size() == 0
        || !(images.elements().getFirst() instanceof JsonObject image)) {
      return null;
    }
    String id = image.text("id");
    if (id == null) {
      return null;
    }
    JsonObject thumbnail = JsonObject.of("assetId", new JsonString(id));
    String url = image.text("downloadUrl");
    return url == null ? thumbnail : thumbnail.with("url", new JsonString(url));
  }

  private static JsonArray first(JsonArray images, int most) {
    return images.size() <= most ? images : new JsonArray(images.elements().subList(0, most));
  }

  private static JsonObject only(JsonObject row, Set<String> names) {
    SequencedMap<String, Json> members = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : row.members().entrySet()) {
      if (names.contains(member.getKey())) {
        members.put(member.getKey(), member.getValue());
      }
    }
    return new JsonObject(members);
  }

  private JsonObject withSignedUrls(
      JsonObject row, Set<String> held, boolean original, long window) {
    return AssetReferences.withUrls(
        row, id -> held.contains(id) ? urls.url(id, original, window) : null);
  }

  private static String hash(byte[] json) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
