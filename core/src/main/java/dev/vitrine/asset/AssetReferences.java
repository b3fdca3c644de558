package dev.vitrine.asset;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a model's row names assets, and how their URLs are replaced. */
public final class AssetReferences {
  /**
   * Class thumbnails are URLs without an id beside them: the id is the last segment of an asset
   * path.
   */
  private static final Pattern ASSET_PATH = Pattern.compile("/assets(?:-transform)?+/([^/]++)\\z");

  private static final Pattern ASSET_FILE =
      Pattern.compile("/(asset_[A-Za-z0-9]++)(?:\\.[A-Za-z0-9]++)?+\\z");

  /** Where a URL's path ends. */
  private static final Pattern PATH_END = Pattern.compile("[?#]");

  private AssetReferences() {}

  /**
   * The ids of all assets a row names by URL: thumbnail, training images, epoch assets and class
   * thumbnails.
   */
  public static Set<String> ids(JsonObject row) {
    Set<String> ids = new TreeSet<>();
    withUrls(
        row,
        id -> {
          ids.add(id);
          return null;
        });
    return ids;
  }

  /** Hands over each id that stands beside a URL in a row, with that URL. */
  public static void each(JsonObject row, BiConsumer<String, String> found) {
    if (row.get("thumbnail") instanceof JsonObject thumbnail) {
      pair(thumbnail, "assetId", "url", found);
    }
    objects(row.get("trainingImages"), image -> pair(image, "id", "downloadUrl", found));
    objects(
        row.get("epochs"),
        epoch -> objects(epoch.get("assets"), asset -> pair(asset, "assetId", "url", found)));
  }

  private static void objects(@Nullable Json value, Consumer<JsonObject> each) {
    if (value instanceof JsonArray array) {
      array
          .elements()
          .forEach(element -> {
            if (element instanceof JsonObject object) {
              each.accept(object);
            }
          });
    }
  }

  private static void pair(
      JsonObject object, String idField, String urlField, BiConsumer<String, String> found) {
    String id = object.text(idField);
    String url = object.text(urlField);
    if (id != null && url != null) {
      found.accept(id, url);
    }
  }

  /**
   * The row with the URLs of some assets replaced.
   *
   * @param urlOf the new URL of an asset id, or null to leave the one it has
   */
  public static JsonObject withUrls(JsonObject row, Function<String, @Nullable String> urlOf) {
    JsonObject result = row;
    if (row.get("class") instanceof JsonObject modelClass
        && modelClass.get("thumbnails") instanceof JsonArray thumbnails) {
      result =
          result.with(
              "class", modelClass.with("thumbnails", each(thumbnails, url -> bareUrl(url, urlOf))));
    }
    if (row.get("epochs") instanceof JsonArray epochs) {
      result = result.with("epochs", each(epochs, epoch -> epoch(epoch, urlOf)));
    }
    if (row.get("thumbnail") instanceof JsonObject thumbnail) {
      result = result.with("thumbnail", named(thumbnail, "assetId", "url", urlOf));
    }
    if (row.get("trainingImages") instanceof JsonArray images) {
      result =
          result.with(
              "trainingImages", each(images, image -> named(image, "id", "downloadUrl", urlOf)));
    }
    return result;
  }

  private static Json epoch(Json epoch, Function<String, @Nullable String> urlOf) {
    return epoch instanceof JsonObject object && object.get("assets") instanceof JsonArray assets
        ? object.with("assets", each(assets, asset -> named(asset, "assetId", "url", urlOf)))
        : epoch;
  }

  private static Json named(
      Json value, String idField, String urlField, Function<String, @Nullable String> urlOf) {
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    String id = object.text(idField);
    String url = id == null ? null : urlOf.apply(id);
    return url == null ? object : object.with(urlField, new JsonString(url));
  }

  private static Json bareUrl(Json value, Function<String, @Nullable String> urlOf) {
    if (!(value instanceof JsonString(String url))) {
      return value;
    }
    String id = idIn(url);
    String replaced = id == null ? null : urlOf.apply(id);
    return replaced == null ? value : new JsonString(replaced);
  }

  private static @Nullable String idIn(String url) {
    Matcher end = PATH_END.matcher(url);
    String path = end.find() ? url.substring(0, end.start()) : url;
    Matcher asset = ASSET_PATH.matcher(path);
    if (asset.find()) {
      return asset.group(1);
    }
    Matcher file = ASSET_FILE.matcher(path);
    return file.find() ? file.group(1) : null;
  }

  private static JsonArray each(JsonArray array, Function<Json, Json> change) {
    List<Json> changed = new ArrayList<>(array.size());
    array.elements().forEach(element -> changed.add(change.apply(element)));
    return new JsonArray(changed);
  }
}
