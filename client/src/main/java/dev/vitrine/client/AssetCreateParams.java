package dev.vitrine.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An asset to create of bytes that travel within the request: for pictures of some hundred
 * kilobytes. What is larger is {@linkplain UploadService uploaded}. Immutable.
 */
public final class AssetCreateParams {
  private final BodyFields fields;
  private final @Nullable String idempotencyKey;

  private AssetCreateParams(BodyFields fields, @Nullable String idempotencyKey) {
    this.fields = fields;
    this.idempotencyKey = idempotencyKey;
  }

  private static AssetCreateParams named(String name) {
    BodyFields fields = new BodyFields();
    fields.set("name", name);
    return new AssetCreateParams(fields, null);
  }

  private AssetCreateParams with(String field, Object value) {
    BodyFields copy = fields.copy();
    copy.set(field, value);
    return new AssetCreateParams(copy, idempotencyKey);
  }

  /**
   * A picture of these bytes.
   *
   * @param name of its file: {@code garden.png}
   */
  public static AssetCreateParams of(String name, byte[] image) {
    return named(name).with("image", Base64.getEncoder().encodeToString(image));
  }

  /**
   * A picture of this file, read at once and whole.
   *
   * @throws IOException if it cannot be read, or is larger than any service takes in a request
   */
  public static AssetCreateParams of(Path file) throws IOException {
    return of(LocalFiles.name(file), LocalFiles.bytes(file));
  }

  /** A picture that a data URL holds: {@code data:image/png;base64,…}. */
  public static AssetCreateParams ofDataUrl(String name, String dataUrl) {
    return named(name).with("image", dataUrl);
  }

  /** A canvas, as its JSON text. */
  public static AssetCreateParams ofCanvas(String name, String canvas) {
    return named(name).with("canvas", canvas);
  }

  /** The same in these collections. */
  public AssetCreateParams collectionIds(Collection<String> ids) {
    BodyFields copy = fields.copy();
    copy.set("collectionIds", ids);
    return new AssetCreateParams(copy, idempotencyKey);
  }

  /** The same with these tags. Vitrine only. */
  public AssetCreateParams tags(Collection<String> tags) {
    BodyFields copy = fields.copy();
    copy.set("tags", tags);
    return new AssetCreateParams(copy, idempotencyKey);
  }

  /** The same left out of lists, or not. Default false. */
  public AssetCreateParams hide(boolean flag) {
    return with("hide", flag);
  }

  /** The same as made from another asset. */
  public AssetCreateParams parentId(String assetId) {
    return with("parentId", assetId);
  }

  /** The same, a canvas, with this picture to stand for it. */
  public AssetCreateParams thumbnail(byte[] image) {
    return with("thumbnail", Base64.getEncoder().encodeToString(image));
  }

  /** The same with a field that has no method here. */
  public AssetCreateParams additionalField(String name, JsonNode value) {
    return with(name, value);
  }

  /** The same with a key: see {@link RequestOptions.Builder#idempotencyKey}. */
  public AssetCreateParams idempotencyKey(String key) {
    return new AssetCreateParams(fields, Conditions.idempotencyKey(key));
  }

  /** The key of the creation; empty for one made by the client. */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(idempotencyKey);
  }

  /** A copy of what will be sent. */
  public ObjectNode body() {
    return fields.tree();
  }

  byte[] bytes() {
    return fields.bytes();
  }
}
