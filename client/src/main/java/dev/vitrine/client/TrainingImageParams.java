package dev.vitrine.client;

import dev.vitrine.client.model.TrainingImagePreset;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A picture to train a model on: an asset, or bytes that become one. Immutable. */
public final class TrainingImageParams {
  private final BodyFields fields;

  private TrainingImageParams(BodyFields fields) {
    this.fields = fields;
  }

  private TrainingImageParams with(String field, Object value) {
    BodyFields copy = fields.copy();
    copy.set(field, value);
    return new TrainingImageParams(copy);
  }

  /** This asset. */
  public static TrainingImageParams ofAsset(String assetId) {
    return new TrainingImageParams(new BodyFields()).with("assetId", Ids.checked(assetId));
  }

  /**
   * A picture of these bytes.
   *
   * @param name of its file: {@code garden.png}
   */
  public static TrainingImageParams of(String name, byte[] image) {
    return ofDataUrl(name, MediaTypes.dataUrl(name, image));
  }

  /**
   * A picture of this file, read at once and whole.
   *
   * @throws IOException if it cannot be read, or is larger than any service takes in a request:
   *     upload it, and name the asset
   */
  public static TrainingImageParams of(Path file) throws IOException {
    return of(LocalFiles.name(file), LocalFiles.bytes(file));
  }

  /** A picture that a data URL holds: {@code data:image/png;base64,…}. */
  public static TrainingImageParams ofDataUrl(String name, String dataUrl) {
    return new TrainingImageParams(new BodyFields()).with("data", dataUrl).with("name", name);
  }

  /** The same with a caption, which a training reads. Default: what the asset has. Vitrine only. */
  public TrainingImageParams description(String caption) {
    return with("description", caption);
  }

  /** The same for this purpose. */
  public TrainingImageParams preset(TrainingImagePreset preset) {
    return with("preset", preset);
  }

  /** The same with a field that has no method here. */
  public TrainingImageParams additionalField(String name, JsonNode value) {
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
