package dev.vitrine.client;

import dev.vitrine.client.model.UploadKind;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a file is uploaded, and what becomes of it. Immutable. */
public final class UploadParams {
  private static final long PART_SIZE = 16L << 20;
  private static final int PARALLELISM = 2;
  private static final int MOST_AT_A_TIME = 32;

  private static final UploadParams STANDARD =
      new UploadParams(UploadKind.ASSET, form -> form, null, null, PART_SIZE, PARALLELISM);

  private final UploadKind kind;
  private final UnaryOperator<UploadCreateParams> form;
  private final @Nullable String fileName;
  private final @Nullable String uploadId;
  private final long partSize;
  private final int parallelism;

  private UploadParams(
      UploadKind kind,
      UnaryOperator<UploadCreateParams> form,
      @Nullable String fileName,
      @Nullable String uploadId,
      long partSize,
      int parallelism) {
    this.kind = kind;
    this.form = form;
    this.fileName = fileName;
    this.uploadId = uploadId;
    this.partSize = partSize;
    this.parallelism = parallelism;
  }

  /** An asset of whatever kind the file turns out to be. */
  public static UploadParams asset() {
    return STANDARD;
  }

  /** The same as this kind; what turns out to be something else is refused. */
  public UploadParams kind(UploadKind wanted) {
    return new UploadParams(wanted, form, fileName, uploadId, partSize, parallelism);
  }

  /** The same under this name. Default: the file's. */
  public UploadParams fileName(String name) {
    return new UploadParams(kind, form, name, uploadId, partSize, parallelism);
  }

  /**
   * The same with the upload made so: {@code form -> form.collectionIds(ids).hide(true)}. In place
   * of what was said before.
   */
  public UploadParams with(UnaryOperator<UploadCreateParams> options) {
    return new UploadParams(kind, options, fileName, uploadId, partSize, parallelism);
  }

  /**
   * The same, going on with an upload that broke off: what has arrived of the same file is not sent
   * again. Kind, name and the rest stay as it was begun.
   */
  public UploadParams resume(String brokenOffId) {
    return new UploadParams(kind, form, fileName, Ids.checked(brokenOffId), partSize, parallelism);
  }

  /**
   * The same in parts of at most so many bytes, more only where there would be too many parts. What
   * is sent again when a connection breaks is one part. Default 16 MiB.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public UploadParams partSize(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("A part has at least one byte");
    }
    return new UploadParams(kind, form, fileName, uploadId, bytes, parallelism);
  }

  /**
   * The same with so many parts under way at a time. Default 2.
   *
   * @throws IllegalArgumentException if it is not 1 to 32
   */
  public UploadParams parallelism(int parts) {
    if (parts < 1 || parts > MOST_AT_A_TIME) {
      throw new IllegalArgumentException("1 to " + MOST_AT_A_TIME + " parts go at a time");
    }
    return new UploadParams(kind, form, fileName, uploadId, partSize, parts);
  }

  /** The upload to go on with; empty to begin one. */
  public Optional<String> uploadId() {
    return Optional.ofNullable(uploadId);
  }

  int parallelism() {
    return parallelism;
  }

  /** Into which parts a file is divided. */
  Parts parts(long size) {
    return Parts.of(size, partSize);
  }

  /** The upload to begin with for a file. */
  UploadCreateParams create(String name, Parts parts) {
    String named = fileName == null ? name : fileName;
    return form.apply(UploadCreateParams.of(named, parts.size(), parts.count(), kind));
  }
}
