package dev.vitrine.catalog;

import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Visibility;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A collection as it is stored. Which models and assets are in it is written in them.
 *
 * <p>It is there for everybody while it has no {@code state}: before, it is being created, after,
 * it is being deleted. While it changes its name, the new one stands beside the old one as its
 * claim.
 */
record StoredCollection(JsonObject content) {
  private static final String ID = "id";
  private static final String NAME = "name";
  private static final String OWNER = "ownerId";
  private static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";
  private static final String THUMBNAIL = "thumbnail";
  private static final String STATE = "state";
  private static final String CREATING = "creating";
  private static final String DELETING = "deleting";
  private static final String CLAIM = "claim";

  /** When the creation or the change of the name began. */
  private static final String SINCE = "since";

  static StoredCollection of(String id, String owner, String name, String now) {
    return new StoredCollection(
        JsonObject.of(ID, new JsonString(id))
            .with(CREATED_AT, new JsonString(now))
            .with(NAME, new JsonString(name))
            .with(OWNER, new JsonString(owner))
            .with(UPDATED_AT, new JsonString(now)));
  }

  /**
   * Decodes stored bytes.
   *
   * @throws dev.vitrine.model.CorruptDocumentException if they are no collection
   */
  static StoredCollection decode(Document document) {
    StoredCollection decoded = new StoredCollection(DocumentCodec.decode(document.body().array()));
    for (String member : new String[] {ID, NAME, OWNER, CREATED_AT, UPDATED_AT}) {
      Records.text(decoded.content, member);
    }
    return decoded;
  }

  Draft draft() {
    return Draft.of(owner(), Visibility.PRIVATE, Bytes.wrap(DocumentCodec.encode(content)));
  }

  String id() {
    return Records.text(content, ID);
  }

  String name() {
    return Records.text(content, NAME);
  }

  String owner() {
    return Records.text(content, OWNER);
  }

  /** The asset that stands for it; null if none was chosen. */
  @Nullable String thumbnail() {
    return content.text(THUMBNAIL);
  }

  /** The name it is about to take; null if it keeps the one it has. */
  @Nullable String claim() {
    return content.text(CLAIM);
  }

  boolean isLive() {
    return content.get(STATE) == null;
  }

  boolean isCreating() {
    return CREATING.equals(content.text(STATE));
  }

  boolean isDeleting() {
    return DELETING.equals(content.text(STATE));
  }

  /** Whether what it is in the middle of began before an instant; a time we cannot read did. */
  boolean beganBefore(Instant instant) {
    Instant since = Times.parse(content.text(SINCE));
    return since == null || since.isBefore(instant);
  }

  StoredCollection creating(String now) {
    return with(STATE, CREATING).with(SINCE, now);
  }

  StoredCollection deleting() {
    return with(STATE, DELETING);
  }

  StoredCollection claiming(String name, String now) {
    return with(CLAIM, name).with(SINCE, now);
  }

  /** This collection in the middle of nothing. */
  StoredCollection settled() {
    return with(STATE, null).with(CLAIM, null).with(SINCE, null);
  }

  StoredCollection named(String name) {
    return with(NAME, name);
  }

  StoredCollection updated(String now) {
    return with(UPDATED_AT, now);
  }

  StoredCollection withThumbnail(@Nullable String assetId) {
    return with(THUMBNAIL, assetId);
  }

  private StoredCollection with(String member, @Nullable String value) {
    return new StoredCollection(
        value == null ? content.without(member) : content.with(member, new JsonString(value)));
  }

  /**
   * What callers see of it.
   *
   * @param models how many are in it
   * @param assets how many are in it
   * @param thumbnailUrl null if it has no thumbnail
   */
  JsonObject shown(long models, long assets, @Nullable String thumbnailUrl) {
    JsonObject shown =
        JsonObject.of(ID, new JsonString(id()))
            .with("assetCount", new JsonNumber(assets))
            .with(CREATED_AT, new JsonString(Records.text(content, CREATED_AT)))
            .with("itemCount", new JsonNumber(models + assets))
            .with("modelCount", new JsonNumber(models))
            .with(NAME, new JsonString(name()))
            .with(OWNER, new JsonString(owner()))
            .with(UPDATED_AT, new JsonString(Records.text(content, UPDATED_AT)));
    String assetId = thumbnail();
    return assetId == null || thumbnailUrl == null
        ? shown
        : shown.with(
            THUMBNAIL,
            JsonObject.of("assetId", new JsonString(assetId))
                .with("url", new JsonString(thumbnailUrl)));
  }
}
