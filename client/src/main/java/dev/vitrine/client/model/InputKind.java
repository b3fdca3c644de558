package dev.vitrine.client.model;

import java.util.List;

/** What sort of file an input takes. */
public final class InputKind extends OpenValue {
  private static final Known<InputKind> KNOWN = new Known<>(InputKind.class, InputKind::new);

  /** {@code 3d}. */
  public static final InputKind THREE_D = KNOWN.add("3d");

  /** {@code audio}. */
  public static final InputKind AUDIO = KNOWN.add("audio");

  /** {@code document}. */
  public static final InputKind DOCUMENT = KNOWN.add("document");

  /** {@code image}. */
  public static final InputKind IMAGE = KNOWN.add("image");

  /** {@code image-hdr}. */
  public static final InputKind IMAGE_HDR = KNOWN.add("image-hdr");

  /** {@code json}. */
  public static final InputKind JSON = KNOWN.add("json");

  /** {@code text}. */
  public static final InputKind TEXT = KNOWN.add("text");

  /** {@code video}. */
  public static final InputKind VIDEO = KNOWN.add("video");

  private InputKind(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static InputKind of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<InputKind> known() {
    return KNOWN.all();
  }
}
