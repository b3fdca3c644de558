package dev.vitrine.client.model;

import java.util.List;

/** What an uploaded file is to become. */
public final class UploadKind extends OpenValue {
  private static final Known<UploadKind> KNOWN = new Known<>(UploadKind.class, UploadKind::new);

  /** {@code 3d}. */
  public static final UploadKind THREE_D = KNOWN.add("3d");

  /** {@code asset}. */
  public static final UploadKind ASSET = KNOWN.add("asset");

  /** {@code audio}. */
  public static final UploadKind AUDIO = KNOWN.add("audio");

  /** {@code avatar}. */
  public static final UploadKind AVATAR = KNOWN.add("avatar");

  /** {@code image}. */
  public static final UploadKind IMAGE = KNOWN.add("image");

  /** {@code model}. */
  public static final UploadKind MODEL = KNOWN.add("model");

  /** {@code text}. */
  public static final UploadKind TEXT = KNOWN.add("text");

  /** {@code video}. */
  public static final UploadKind VIDEO = KNOWN.add("video");

  private UploadKind(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static UploadKind of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<UploadKind> known() {
    return KNOWN.all();
  }
}
