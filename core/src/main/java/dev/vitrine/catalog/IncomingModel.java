package dev.vitrine.catalog;

import dev.vitrine.model.InvalidDocumentException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.model.ModelId;
import dev.vitrine.store.Visibility;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A document of an import in the form it is kept in, before it has met the stored one (contract
 * section 4).
 *
 * @param row complete but for {@code createdAt} and {@code updatedAt}, which the stored document
 *     may know
 * @param extras what came as {@code "vitrine"}; null if there was nothing
 * @param secret the write-only key; null if there was none
 * @param unsetsSecret whether the key was there as null, and not just absent
 * @param bytes about what it will take
 */
record IncomingModel(
    String id,
    String owner,
    JsonObject row,
    @Nullable JsonObject extras,
    @Nullable String secret,
    boolean unsetsSecret,
    int bytes,
    SourcePlace place) {
  private static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";

  /** As long as any. */
  private static final String SOME_TIME = Times.format(Instant.EPOCH);

  /**
   * Checks a document and completes it.
   *
   * @param ownerOf decides about the owner, given the document's own {@code ownerId}, which is
   *     empty if it has none
   * @throws InvalidDocumentException if it is refused
   */
  static IncomingModel of(
      Json document, ModelFields fields, UnaryOperator<String> ownerOf, SourcePlace place) {
    if (!(document instanceof JsonObject object)) {
      throw new InvalidDocumentException("", "must be an object, not " + document.kindName());
    }
    JsonObject extras = extras(object.get(ModelDocument.EXPORT_MEMBER));
    JsonObject parameters = object.object("parameters");
    boolean unsetsSecret = parameters != null && parameters.get("wandbKey") == JsonNull.NULL;
    JsonObject kept = fields.normalise(object.without(ModelDocument.EXPORT_MEMBER));
    String id = id(kept);
    String secret = ModelDocument.wandbKeyIn(kept);
    String named = kept.text("ownerId");
    String owner = ownerOf.apply(named == null ? "" : named);
    JsonObject row = fields.inRowOrder(completed(ModelDocument.withoutWandbKey(kept), owner));
    JsonObject dated = dated(row, CREATED_AT, SOME_TIME, UPDATED_AT, SOME_TIME);
    int bytes = ModelEdits.size(ModelDocument.of(dated).withExtras(extras).withWandbKey(secret));
    if (bytes > JsonLimits.DOCUMENT.bytes()) {
      throw new InvalidDocumentException(
          "", "is larger than " + JsonLimits.DOCUMENT.bytes() + " bytes");
    }
    return new IncomingModel(id, owner, row, extras, secret, unsetsSecret, bytes, place);
  }

  private static @Nullable JsonObject extras(@Nullable Json value) {
    return switch (value) {
      case null -> null;
      case JsonNull nothing -> null;
      case JsonObject object -> object.isEmpty() ? null : object;
      default ->
          throw new InvalidDocumentException(
              ModelDocument.EXPORT_MEMBER,
              "is a reserved member and must be an object, not " + value.kindName());
    };
  }

  private static String id(JsonObject row) {
    String id = row.text("id");
    if (id == null || !ModelId.isLegal(id)) {
      throw new InvalidDocumentException("id", "must have 1 to " + ModelId.LONGEST + " characters");
    }
    return id;
  }

  private static JsonObject completed(JsonObject row, String owner) {
    SequencedMap<String, Json> members = new LinkedHashMap<>(row.members());
    members.put("ownerId", new JsonString(owner));
    members.putIfAbsent("privacy", new JsonString("private"));
    members.putIfAbsent("capabilities", JsonArray.EMPTY);
    members.putIfAbsent("source", new JsonString("other"));
    members.putIfAbsent("status", new JsonString("trained"));
    members.putIfAbsent("trainingImagesNumber", new JsonNumber(0));
    members.putIfAbsent("tags", JsonArray.EMPTY);
    members.putIfAbsent("collectionIds", JsonArray.EMPTY);
    members.putIfAbsent("exampleAssetIds", JsonArray.EMPTY);
    members.putIfAbsent("custom", JsonBoolean.of("custom".equals(row.text("type"))));
    return new JsonObject(members);
  }

  /** Who may see it; a privacy we do not know is private, the safe reading. */
  Visibility visibility() {
    return ModelEdits.visibility(row);
  }

  /** What is stored where nothing was. */
  ModelDocument created(ModelFields fields, String now) {
    JsonObject dated = fields.inRowOrder(dated(row, CREATED_AT, now, UPDATED_AT, now));
    return ModelDocument.of(dated).withExtras(extras).withWandbKey(secret);
  }

  /**
   * What is stored in place of another document; equal to that document if there is nothing to
   * write. The marks of assets it still names stay, and so does a secret that was not mentioned.
   */
  ModelDocument replacing(ModelDocument stored, ModelFields fields, String now) {
    String created = stored.row().text(CREATED_AT);
    String updated = stored.row().text(UPDATED_AT);
    ModelDocument same =
        with(
            stored,
            dated(
                row,
                CREATED_AT,
                created == null ? now : created,
                UPDATED_AT,
                updated == null ? now : updated),
            fields);
    if (same.equals(stored) || row.get(UPDATED_AT) != null) {
      return same;
    }
    return new ModelDocument(same.row().with(UPDATED_AT, new JsonString(now)), same.beside());
  }

  private ModelDocument with(ModelDocument stored, JsonObject dated, ModelFields fields) {
    ModelDocument merged =
        new ModelDocument(fields.inRowOrder(dated), stored.beside()).withExtras(extras);
    ModelDocument whole = secret != null || unsetsSecret ? merged.withWandbKey(secret) : merged;
    return whole.equals(stored) ? stored : HeldMarks.ofNamed(whole);
  }

  private static JsonObject dated(
      JsonObject row, String first, String firstTime, String second, String secondTime) {
    SequencedMap<String, Json> members = new LinkedHashMap<>(row.members());
    members.putIfAbsent(first, new JsonString(firstTime));
    members.putIfAbsent(second, new JsonString(secondTime));
    return new JsonObject(members);
  }

  /** Without content, which may hold secrets. */
  @Override
  public String toString() {
    return "IncomingModel[" + id + " at " + place + "]";
  }
}
