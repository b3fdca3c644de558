package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A file on its way to the service, and what becomes of it. */
public final class Upload extends ApiObject {
  private @Nullable String id;
  private @Nullable String authorId;
  private @Nullable String ownerId;
  private @Nullable String createdAt;
  private @Nullable String updatedAt;
  private @Nullable UploadKind kind;
  private @Nullable UploadSource source;
  private @Nullable UploadStatus status;
  private @Nullable String fileName;
  private @Nullable String originalFileName;
  private @Nullable String contentType;
  private @Nullable BigDecimal fileSize;
  private @Nullable BigDecimal partsCount;
  private @Nullable List<UploadPart> parts;
  private @Nullable UploadAssetOptions assetOptions;
  private @Nullable String entityId;
  private @Nullable String errorMessage;
  private @Nullable String jobId;
  private @Nullable String provider;
  private @Nullable String url;
  private @Nullable JsonNode config;

  private Upload() {}

  /** Identifies the upload: what to take it up again with. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Who began it. */
  public Optional<String> authorId() {
    return Optional.ofNullable(authorId);
  }

  /** The project that owns it. */
  public Optional<String> ownerId() {
    return Optional.ofNullable(ownerId);
  }

  /**
   * When it was begun.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> createdAt() {
    return instant("createdAt", createdAt);
  }

  /**
   * When it last changed.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> updatedAt() {
    return instant("updatedAt", updatedAt);
  }

  /** What the file is to become. */
  public Optional<UploadKind> kind() {
    return Optional.ofNullable(kind);
  }

  /** Where the file comes from. */
  public Optional<UploadSource> source() {
    return Optional.ofNullable(source);
  }

  /** How far it is. */
  public Optional<UploadStatus> status() {
    return Optional.ofNullable(status);
  }

  /** The name of the file as it is kept. */
  public Optional<String> fileName() {
    return Optional.ofNullable(fileName);
  }

  /** The name of the file as it was given. */
  public Optional<String> originalFileName() {
    return Optional.ofNullable(originalFileName);
  }

  /** The media type that was given. */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /** Bytes of the whole file. */
  public Optional<BigDecimal> fileSize() {
    return Optional.ofNullable(fileSize);
  }

  /** How many parts it comes in. */
  public Optional<BigDecimal> partsCount() {
    return Optional.ofNullable(partsCount);
  }

  /** The parts, by number. */
  public Optional<List<UploadPart>> parts() {
    return list(parts);
  }

  /** What the asset made of it has from the start. */
  public Optional<UploadAssetOptions> assetOptions() {
    return Optional.ofNullable(assetOptions);
  }

  /** What was made of it: the id of the asset, once it is imported. */
  public Optional<String> entityId() {
    return Optional.ofNullable(entityId);
  }

  /** Why it failed, in a sentence for people. */
  public Optional<String> errorMessage() {
    return Optional.ofNullable(errorMessage);
  }

  /** The job that imports it. */
  public Optional<String> jobId() {
    return Optional.ofNullable(jobId);
  }

  /** The service the file is fetched from. */
  public Optional<String> provider() {
    return Optional.ofNullable(provider);
  }

  /** Where the file is fetched from. */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  /** As it came. */
  public Optional<JsonNode> config() {
    return Optional.ofNullable(config);
  }
}
