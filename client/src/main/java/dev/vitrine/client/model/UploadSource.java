package dev.vitrine.client.model;

import java.util.List;

/** Where an uploaded file comes from. */
public final class UploadSource extends OpenValue {
  private static final Known<UploadSource> KNOWN =
      new Known<>(UploadSource.class, UploadSource::new);

  /** {@code civitai}. */
  public static final UploadSource CIVITAI = KNOWN.add("civitai");

  /** {@code huggingface}. */
  public static final UploadSource HUGGINGFACE = KNOWN.add("huggingface");

  /** {@code multipart}. */
  public static final UploadSource MULTIPART = KNOWN.add("multipart");

  /** {@code other}. */
  public static final UploadSource OTHER = KNOWN.add("other");

  /** {@code url}. */
  public static final UploadSource URL = KNOWN.add("url");

  private UploadSource(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static UploadSource of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<UploadSource> known() {
    return KNOWN.all();
  }
}
