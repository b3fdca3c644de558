package dev.vitrine.client.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The class of subjects a model was trained on, as older trainings used it. */
public final class ModelClass extends ApiObject {
  private @Nullable String category;
  private @Nullable String conceptPrompt;
  private @Nullable String modelId;
  private @Nullable String name;
  private @Nullable String prompt;
  private @Nullable String slug;
  private @Nullable ClassStatus status;
  private @Nullable List<String> thumbnails;

  private ModelClass() {}

  /** Slug of the group the class belongs to. */
  public Optional<String> category() {
    return Optional.ofNullable(category);
  }

  /** The class's prompt with the identifier of the subject in it. */
  public Optional<String> conceptPrompt() {
    return Optional.ofNullable(conceptPrompt);
  }

  /** The model the class was made for. Found on older models only. */
  public Optional<String> modelId() {
    return Optional.ofNullable(modelId);
  }

  /** Display name of the class. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** The class's prompt without any identifier. */
  public Optional<String> prompt() {
    return Optional.ofNullable(prompt);
  }

  /** Name of the class in URLs. */
  public Optional<String> slug() {
    return Optional.ofNullable(slug);
  }

  /** Whether new models can still pick the class. */
  public Optional<ClassStatus> status() {
    return Optional.ofNullable(status);
  }

  /** URLs of pictures that show what the class is about. */
  public Optional<List<String>> thumbnails() {
    return list(thumbnails);
  }
}
