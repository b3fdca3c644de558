package dev.vitrine.client.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a model has to say of itself, in Markdown, with what the text refers to. */
public final class Description extends ApiObject {
  private @Nullable String value;
  private @Nullable List<Asset> assets;
  private @Nullable List<Model> models;

  private Description() {}

  /** The text. <code>{asset:ID}</code> and <code>{model:ID}</code> stand for assets and models. */
  public Optional<String> value() {
    return Optional.ofNullable(value);
  }

  /** The assets that the text refers to. */
  public List<Asset> assets() {
    return list(assets).orElse(List.of());
  }

  /** The models that the text refers to, with a few of their fields. */
  public List<Model> models() {
    return list(models).orElse(List.of());
  }
}
