package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A picture or another file. Which fields are present depends on where it is told of. */
public final class Asset extends ApiObject {
  private @Nullable String id;
  private @Nullable String authorId;
  private @Nullable String automaticCaptioning;
  private @Nullable List<String> collectionIds;
  private @Nullable String createdAt;
  private @Nullable String description;
  private @Nullable List<String> editCapabilities;
  private @Nullable List<BigDecimal> embedding;
  private @Nullable Thumbnail firstFrame;
  private @Nullable Boolean isHidden;
  private @Nullable AssetKind kind;
  private @Nullable Thumbnail lastFrame;
  private @Nullable JsonNode metadata;
  private @Nullable String mimeType;
  private @Nullable List<String> nsfw;
  private @Nullable String originalFileUrl;
  private @Nullable BigDecimal outputIndex;
  private @Nullable String ownerId;
  private @Nullable Thumbnail preview;
  private @Nullable ModelPrivacy privacy;
  private @Nullable AssetProperties properties;
  private @Nullable String source;
  private @Nullable String status;
  private @Nullable List<String> tags;
  private @Nullable Thumbnail thumbnail;
  private @Nullable String updatedAt;
  private @Nullable String url;

  private Asset() {}

  /** Identifies the asset. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Who made it. */
  public Optional<String> authorId() {
    return Optional.ofNullable(authorId);
  }

  /** A caption that no person wrote. */
  public Optional<String> automaticCaptioning() {
    return Optional.ofNullable(automaticCaptioning);
  }

  /** The collections that it is in. */
  public Optional<List<String>> collectionIds() {
    return list(collectionIds);
  }

  /**
   * When it came into being.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> createdAt() {
    return instant("createdAt", createdAt);
  }

  /** A caption: a person's, if one wrote it. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** What can be done to it. */
  public Optional<List<String>> editCapabilities() {
    return list(editCapabilities);
  }

  /** The vector that stands for it. */
  public Optional<List<BigDecimal>> embedding() {
    return list(embedding);
  }

  /** How a video begins. */
  public Optional<Thumbnail> firstFrame() {
    return Optional.ofNullable(firstFrame);
  }

  /** Whether it is left out of lists. */
  public Optional<Boolean> isHidden() {
    return Optional.ofNullable(isHidden);
  }

  /** What it is. */
  public Optional<AssetKind> kind() {
    return Optional.ofNullable(kind);
  }

  /** How a video ends. */
  public Optional<Thumbnail> lastFrame() {
    return Optional.ofNullable(lastFrame);
  }

  /** How it was made, as it came. */
  public Optional<JsonNode> metadata() {
    return Optional.ofNullable(metadata);
  }

  /** The media type of its file. */
  public Optional<String> mimeType() {
    return Optional.ofNullable(mimeType);
  }

  /** What is in it that is not for everybody. */
  public Optional<List<String>> nsfw() {
    return list(nsfw);
  }

  /** Where to fetch the file it was made of, for a time. */
  public Optional<String> originalFileUrl() {
    return Optional.ofNullable(originalFileUrl);
  }

  /** Which of the results of its job it is, from 0. */
  public Optional<BigDecimal> outputIndex() {
    return Optional.ofNullable(outputIndex);
  }

  /** The project that owns it. */
  public Optional<String> ownerId() {
    return Optional.ofNullable(ownerId);
  }

  /** A preview. */
  public Optional<Thumbnail> preview() {
    return Optional.ofNullable(preview);
  }

  /** Who may see it. */
  public Optional<ModelPrivacy> privacy() {
    return Optional.ofNullable(privacy);
  }

  /** How large or long it is. */
  public Optional<AssetProperties> properties() {
    return Optional.ofNullable(properties);
  }

  /** How it came to be. */
  public Optional<String> source() {
    return Optional.ofNullable(source);
  }

  /** Whether its file is there: {@code success}, {@code pending} or {@code error}. */
  public Optional<String> status() {
    return Optional.ofNullable(status);
  }

  /** Free keywords. */
  public Optional<List<String>> tags() {
    return list(tags);
  }

  /** The picture that stands for it. */
  public Optional<Thumbnail> thumbnail() {
    return Optional.ofNullable(thumbnail);
  }

  /**
   * When it last changed.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> updatedAt() {
    return instant("updatedAt", updatedAt);
  }

  /** Where to fetch it, for a time. */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }
}
