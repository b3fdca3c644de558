package dev.vitrine.client.model;

import java.util.List;

/** The format an asset is asked for in. */
public final class AssetFormat extends OpenValue {
  private static final Known<AssetFormat> KNOWN = new Known<>(AssetFormat.class, AssetFormat::new);

  /** {@code gif}. */
  public static final AssetFormat GIF = KNOWN.add("gif");

  /** {@code heif}. */
  public static final AssetFormat HEIF = KNOWN.add("heif");

  /** {@code jpeg}. */
  public static final AssetFormat JPEG = KNOWN.add("jpeg");

  /** {@code jpg}. */
  public static final AssetFormat JPG = KNOWN.add("jpg");

  /** {@code png}. */
  public static final AssetFormat PNG = KNOWN.add("png");

  /** {@code svg}. */
  public static final AssetFormat SVG = KNOWN.add("svg");

  /** {@code webp}. */
  public static final AssetFormat WEBP = KNOWN.add("webp");

  /** {@code avif}. */
  public static final AssetFormat AVIF = KNOWN.add("avif");

  /** {@code tif}. */
  public static final AssetFormat TIF = KNOWN.add("tif");

  /** {@code tiff}. */
  public static final AssetFormat TIFF = KNOWN.add("tiff");

  /** {@code glb}. */
  public static final AssetFormat GLB = KNOWN.add("glb");

  /** {@code fbx}. */
  public static final AssetFormat FBX = KNOWN.add("fbx");

  /** {@code obj}. */
  public static final AssetFormat OBJ = KNOWN.add("obj");

  private AssetFormat(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static AssetFormat of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<AssetFormat> known() {
    return KNOWN.all();
  }
}
