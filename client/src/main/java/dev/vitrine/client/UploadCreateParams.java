package dev.vitrine.client;

import dev.vitrine.client.model.UploadKind;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A file that is going to be sent in parts, by whoever has the URLs of these. Immutable. */
public final class UploadCreateParams {
  private static final String ASSET_OPTIONS = "assetOptions";

  private final BodyFields fields;
  private final @Nullable String idempotencyKey;

  private UploadCreateParams(BodyFields fields, @Nullable String idempotencyKey) {
    this.fields = fields;
    this.idempotencyKey = idempotencyKey;
  }

  /**
   * A file of this name, sent in so many parts.
   *
   * @param fileSize in bytes
   */
  public static UploadCreateParams of(String fileName, long fileSize, int parts, UploadKind kind) {
    BodyFields fields = new BodyFields();
    fields.set("fileName", fileName);
    fields.set("contentType", MediaTypes.ofName(fileName));
    fields.set("fileSize", fileSize);
    fields.set("parts", parts);
    fields.set("kind", kind);
    return new UploadCreateParams(fields, null);
  }

  private UploadCreateParams with(String field, Object value) {
    BodyFields copy = fields.copy();
    copy.set(field, value);
    return new UploadCreateParams(copy, idempotencyKey);
  }

  private ObjectNode assetOptions() {
    return fields.tree().get(ASSET_OPTIONS) instanceof ObjectNode given
        ? given
        : fields.tree().objectNode();
  }

  /** The same of this media type. Default: what the name of the file stands for. */
  public UploadCreateParams contentType(String type) {
    return with("contentType", type);
  }

  /** The same, the asset in these collections. */
  public UploadCreateParams collectionIds(Collection<String> ids) {
    ObjectNode options = assetOptions();
    ids.forEach(options.putArray("collectionIds")::add);
    return with(ASSET_OPTIONS, options);
  }

  /** The same, the asset left out of lists, or not. Default false. */
  public UploadCreateParams hide(boolean flag) {
    return with(ASSET_OPTIONS, assetOptions().put("hide", flag));
  }

  /** The same, the asset as made from another. */
  public UploadCreateParams parentId(String assetId) {
    return with(ASSET_OPTIONS, assetOptions().put("parentId", assetId));
  }

  /** The same with a field that has no method here. */
  public UploadCreateParams additionalField(String name, JsonNode value) {
    return with(name, value);
  }

  /** The same with a key: see {@link RequestOptions.Builder#idempotencyKey}. */
  public UploadCreateParams idempotencyKey(String key) {
    return new UploadCreateParams(fields, Conditions.idempotencyKey(key));
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
