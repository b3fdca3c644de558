package dev.vitrine.client;

import dev.vitrine.client.model.ModelPrivacy;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What to change about an asset. A field that is not named stays as it is. Immutable. */
public final class AssetUpdateParams {
  private final BodyFields fields;

  private AssetUpdateParams(BodyFields fields) {
    this.fields = fields;
  }

  /** No change. */
  public static AssetUpdateParams none() {
    return new AssetUpdateParams(new BodyFields());
  }

  private AssetUpdateParams with(String field, Object value) {
    BodyFields copy = fields.copy();
    copy.set(field, value);
    return new AssetUpdateParams(copy);
  }

  private AssetUpdateParams without(String field) {
    BodyFields copy = fields.copy();
    copy.clear(field);
    return new AssetUpdateParams(copy);
  }

  /** The same with a new name. */
  public AssetUpdateParams name(String name) {
    return with("name", name);
  }

  /** The same with a caption: what a training reads, too. */
  public AssetUpdateParams description(String text) {
    return with("description", text);
  }

  /** The same without a caption. */
  public AssetUpdateParams clearDescription() {
    return without("description");
  }

  /** The same with these tags, in place of all before. Vitrine only. */
  public AssetUpdateParams tags(Collection<String> tags) {
    return with("tags", List.copyOf(tags));
  }

  /** The same, seen by others or not. Only an admin key may say public. Vitrine only. */
  public AssetUpdateParams privacy(ModelPrivacy privacy) {
    return with("privacy", privacy);
  }

  /** The same left out of lists, or not. Vitrine only. */
  public AssetUpdateParams hide(boolean flag) {
    return with("hide", flag);
  }

  /** The same with the new content of a canvas, as its JSON text. */
  public AssetUpdateParams canvas(String json) {
    return with("canvas", json);
  }

  /** The same with another picture to stand for a canvas. */
  public AssetUpdateParams thumbnail(byte[] image) {
    return with("thumbnail", Base64.getEncoder().encodeToString(image));
  }

  /** The same with or without keeping the state before. */
  public AssetUpdateParams disableSnapshot(boolean flag) {
    return with("disableSnapshot", flag);
  }

  /** The same for an asset that is locked: what {@link AssetService#lock} gave. */
  public AssetUpdateParams lockId(String lockId) {
    return with("lockId", lockId);
  }

  /** The same, keeping the lock until then. */
  public AssetUpdateParams lockExpiresAt(Instant time) {
    return with("lockExpiresAt", time.toString());
  }

  /** The same with a field that has no method here; JSON null is sent as null. */
  public AssetUpdateParams additionalField(String name, JsonNode value) {
    return with(name, value);
  }

  /** A copy of what will be sent. */
  public ObjectNode body() {
    return fields.tree();
  }

  byte[] bytes() {
    return fields.bytes();
  }
}
