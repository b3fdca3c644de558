package dev.vitrine.client.model;

import java.util.List;

/** What an asset is. */
public final class AssetKind extends OpenValue {
  private static final Known<AssetKind> KNOWN = new Known<>(AssetKind.class, AssetKind::new);

  /** {@code 3d}. */
  public static final AssetKind THREE_D = KNOWN.add("3d");

  /** {@code audio}. */
  public static final AssetKind AUDIO = KNOWN.add("audio");

  /** {@code document}. */
  public static final AssetKind DOCUMENT = KNOWN.add("document");

  /** {@code image}. */
  public static final AssetKind IMAGE = KNOWN.add("image");

  /** {@code image-hdr}. */
  public static final AssetKind IMAGE_HDR = KNOWN.add("image-hdr");

  /** {@code json}. */
  public static final AssetKind JSON = KNOWN.add("json");

  /** {@code text}. */
  public static final AssetKind TEXT = KNOWN.add("text");

  /** {@code video}. */
  public static final AssetKind VIDEO = KNOWN.add("video");

  private AssetKind(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static AssetKind of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<AssetKind> known() {
    return KNOWN.all();
  }
}
