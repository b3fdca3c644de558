package dev.vitrine.model;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A model as it is stored: the fields of its row, and beside them what is no row field.
 *
 * @param row in the kept form and order of {@link ModelFields#normalise}; without secrets
 * @param beside members named by the constants below, each absent when it has nothing to say
 */
public record ModelDocument(JsonObject row, JsonObject beside) {
  /**
   * Ids of the assets this document refers to and the catalogue holds; written by asset operations
   * only.
   */
  private static final String HELD_ASSETS = "heldAssets";

  /** Write-only values, by the path of the field that set them. */
  private static final String SECRETS = "secrets";

  /**
   * Content of the reserved member {@value #EXPORT_MEMBER} of an exported line: description,
   * presets and the like.
   */
  private static final String EXTRAS = "extras";

  /** When the model was deleted, and by which key; only in documents that wait to be purged. */
  private static final String DELETED_AT = "deletedAt";

  private static final String DELETED_BY = "deletedBy";

  /** The revision at which it was deleted. */
  private static final String DELETED_REVISION = "deletedRevision";

  /**
   * The reserved member of an exported line that carries what is no row field (contract section 4).
   */
  public static final String EXPORT_MEMBER = "vitrine";

  private static final String PARAMETERS = "parameters";
  private static final String WANDB_KEY = "wandbKey";

  /** A model that has nothing beside its row. */
  public static ModelDocument of(JsonObject row) {
    return new ModelDocument(row, JsonObject.EMPTY);
  }

  /**
   * Decodes stored bytes.
   *
   * @throws CorruptDocumentException if they are no model
   */
  public static ModelDocument decode(byte[] stored) {
    JsonObject document = DocumentCodec.decode(stored);
    JsonObject row = document.object("row");
    if (row == null || row.text("id") == null) {
      throw new CorruptDocumentException("holds no row");
    }
    JsonObject beside = document.object("beside");
    return new ModelDocument(row, beside == null ? JsonObject.EMPTY : beside);
  }

  public byte[] encode() {
    JsonObject document = JsonObject.of("row", row);
    return DocumentCodec.encode(beside.isEmpty() ? document : document.with("beside", beside));
  }

  public String id() {
    String id = row.text("id");
    if (id == null) {
      throw new IllegalStateException("a model without an id");
    }
    return id;
  }

  /** Ids of the assets whose URLs this catalogue serves itself. */
  public Set<String> heldAssets() {
    JsonArray held = beside.array(HELD_ASSETS);
    return held == null ? Set.of() : Set.copyOf(held.strings());
  }

  /** This model with these assets marked as held, and no others. */
  public ModelDocument withHeldAssets(Set<String> assetIds) {
    return withBeside(
        HELD_ASSETS, assetIds.isEmpty() ? null : JsonArray.ofStrings(new TreeSet<>(assetIds)));
  }

  /** What an export carries under {@value #EXPORT_MEMBER}; null if there is nothing. */
  public @Nullable JsonObject extras() {
    return beside.object(EXTRAS);
  }

  public ModelDocument withExtras(@Nullable JsonObject extras) {
    return withBeside(EXTRAS, extras);
  }

  /** One member of the {@link #extras}; null if it is absent. */
  public @Nullable Json extra(String name) {
    JsonObject extras = extras();
    return extras == null ? null : extras.get(name);
  }

  /**
   * This model with one member of the {@link #extras} set.
   *
   * @param value null to take it away
   */
  public ModelDocument withExtra(String name, @Nullable Json value) {
    JsonObject extras = extras();
    JsonObject known = extras == null ? JsonObject.EMPTY : extras;
    JsonObject changed = value == null ? known.without(name) : known.with(name, value);
    return changed.equals(known) ? this : withExtras(changed.isEmpty() ? null : changed);
  }

  /** The write-only {@code parameters.wandbKey}; null if unset. Never shown to anyone. */
  public @Nullable String wandbKey() {
    JsonObject secrets = beside.object(SECRETS);
    return secrets == null ? null : secrets.text(WANDB_KEY);
  }

  public ModelDocument withWandbKey(@Nullable String secret) {
    return withBeside(
        SECRETS, secret == null ? null : JsonObject.of(WANDB_KEY, new JsonString(secret)));
  }

  /**
   * The secret a row still carries as {@code parameters.wandbKey}; null if it carries none.
   *
   * @param row a row as a client wrote it
   */
  public static @Nullable String wandbKeyIn(JsonObject row) {
    JsonObject parameters = row.object(PARAMETERS);
    return parameters == null ? null : parameters.text(WANDB_KEY);
  }

  /** A row without the secret; the {@code parameters} it stood in stay, even when empty. */
  public static JsonObject withoutWandbKey(JsonObject row) {
    JsonObject parameters = row.object(PARAMETERS);
    return parameters == null ? row : row.with(PARAMETERS, parameters.without(WANDB_KEY));
  }

  /** When it was deleted, ISO-8601; null while it is not. */
  public @Nullable String deletedAt() {
    return beside.text(DELETED_AT);
  }

  /** This model as it waits to be purged. */
  public ModelDocument deleted(String at, String keyId) {
    return withBeside(DELETED_AT, new JsonString(at)).withBeside(DELETED_BY, new JsonString(keyId));
  }

  /** This model as it waits to be purged, deleted at a revision. */
  public ModelDocument deletedAtRevision(long revision) {
    return withBeside(DELETED_REVISION, new JsonNumber(revision));
  }

  /** The revision at which it was deleted; 0 if that is not known. */
  public long deletedRevision() {
    return beside.get(DELETED_REVISION) instanceof JsonNumber(String revision)
        ? Long.parseLong(revision)
        : 0;
  }

  /** This model as it was before it was deleted. */
  public ModelDocument undeleted() {
    return withBeside(DELETED_AT, null)
        .withBeside(DELETED_BY, null)
        .withBeside(DELETED_REVISION, null);
  }

  /** This model with another row. */
  public ModelDocument withRow(JsonObject other) {
    return new ModelDocument(other, beside);
  }

  private ModelDocument withBeside(String name, @Nullable Json value) {
    return new ModelDocument(row, value == null ? beside.without(name) : beside.with(name, value));
  }
}
