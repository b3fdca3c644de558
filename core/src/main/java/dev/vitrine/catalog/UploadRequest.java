package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelId;
import dev.vitrine.model.TextBounds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to upload, checked as far as that is possible without the store.
 *
 * @param fileName one name, without folders
 * @param originalFileName as it was sent, with the folders it came from; null if it had none
 * @param parts how many the file is sent in
 * @param assetOptions what is wanted of the asset, in the form it is kept in; null if nothing is
 */
record UploadRequest(
    String fileName,
    @Nullable String originalFileName,
    String contentType,
    String kind,
    long fileSize,
    int parts,
    @Nullable JsonObject assetOptions) {
  static final String COLLECTION_IDS = "collectionIds";
  static final String HIDE = "hide";
  static final String PARENT_ID = "parentId";

  /** What a file can become. */
  static final Set<String> KINDS =
      Set.of("3d", "asset", "audio", "avatar", "image", "text", "video");

  private static final String FILE_NAME = StoredUpload.FILE_NAME;
  private static final String CONTENT_TYPE = StoredUpload.CONTENT_TYPE;
  private static final String FILE_SIZE = StoredUpload.FILE_SIZE;
  private static final String KIND = StoredUpload.KIND;
  private static final String PARTS = "parts";
  private static final List<String> REQUIRED =
      List.of(FILE_NAME, CONTENT_TYPE, FILE_SIZE, KIND, PARTS);

  /** Ways to have the server fetch a file by itself. */
  private static final List<String> FETCHED =
      List.of("url", "civitaiModelUrl", "huggingFaceModelName");

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 1024;
  private static final int MOST_DIGITS = 24;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127} *(;[\\x20-\\x7e]*)?");

  /**
   * Reads a body.
   *
   * @throws VitrineException NOT_AVAILABLE for models and for what would have to be fetched from
   *     elsewhere; INVALID_PARAMETER naming what is missing or wrong
   */
  static UploadRequest of(Parameters body, UploadLimits limits) {
    for (String name : FETCHED) {
      if (body.has(name) && !body.unsets(name)) {
        throw notAvailable(
            "Uploads by \"" + name + "\" are not available on this server: send the file itself");
      }
    }
    if ("model".equals(body.members().text(KIND))) {
      throw notAvailable("Uploads of the kind model are not available on this server");
    }
    checkPresent(body);
    String path = body.requiredText(FILE_NAME);
    TextBounds.line(LONGEST_PATH).check(path, FILE_NAME);
    String name = lastSegment(path);
    TextBounds.line(LONGEST_NAME).check(name, FILE_NAME);
    String contentType = body.requiredText(CONTENT_TYPE);
    if (contentType.length() > LONGEST_NAME || !MEDIA_TYPE.matcher(contentType).matches()) {
      throw VitrineException.invalidParameter(
          CONTENT_TYPE, "must be a media type such as image/png");
    }
    String kind = body.requiredText(KIND);
    new TextBounds(KINDS, 1, LONGEST_NAME, TextBounds.Form.LINE).check(kind, KIND);
    return new UploadRequest(
        name,
        name.equals(path) ? null : path,
        contentType,
        kind,
        whole(body, FILE_SIZE, limits.mostBytes()),
        (int) whole(body, PARTS, UploadLimits.MOST_PARTS),
        options(body.members().get(StoredUpload.ASSET_OPTIONS)));
  }

  private static VitrineException notAvailable(String why) {
    return new VitrineException(ErrorCode.NOT_AVAILABLE, why);
  }

  private static void checkPresent(Parameters body) {
    List<String> missing = new ArrayList<>();
    for (String name : REQUIRED) {
      if (!body.has(name) || body.unsets(name)) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new VitrineException(
          ErrorCode.INVALID_PARAMETER,
          "\""
              + String.join("\", \"", missing)
              + (missing.size() == 1 ? "\" is required" : "\" are required"),
          Map.of("field", missing.getFirst(), "missing", missing));
    }
  }

  /** What a path ends with: no name of ours ever leads anywhere. */
  private static String lastSegment(String path) {
    String name =
        path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).strip();
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw VitrineException.invalidParameter(FILE_NAME, "must end with the name of a file");
    }
    return name;
  }

  private static long whole(Parameters body, String name, long most) {
    if (!(body.members().get(name) instanceof JsonNumber(String text))) {
      throw VitrineException.invalidParameter(name, "must be a number");
    }
    try {
      BigDecimal value = text.length() > MOST_DIGITS ? BigDecimal.ZERO : new BigDecimal(text);
      if (value.compareTo(BigDecimal.ONE) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return value.longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Not a whole number, or one that is out of all bounds.
    }
    throw VitrineException.invalidParameter(
        name, "must be a whole number from 1 to " + most, Map.of("minimum", 1, "limit", most));
  }

  private static @Nullable JsonObject options(@Nullable Json sent) {
    if (sent == null || sent == JsonNull.NULL) {
      return null;
    }
    if (!(sent instanceof JsonObject members)) {
      throw VitrineException.invalidParameter(
          StoredUpload.ASSET_OPTIONS, "must be an object, not " + sent.kindName());
    }
    Parameters options = new Parameters(members);
    JsonObject kept = JsonObject.EMPTY;
    Set<String> collections = options.texts(COLLECTION_IDS, CollectionModels.MOST_PER_MODEL);
    if (collections != null) {
      kept = kept.with(COLLECTION_IDS, JsonArray.ofStrings(collections));
    }
    if (options.has(HIDE) && !options.unsets(HIDE)) {
      kept = kept.with(HIDE, JsonBoolean.of(options.flag(HIDE, false)));
    }
    String parent = options.text(PARENT_ID);
    if (parent != null) {
      TextBounds.line(ModelId.LONGEST).check(parent, PARENT_ID);
      kept = kept.with(PARENT_ID, new JsonString(parent));
    }
    return kept;
  }
}
