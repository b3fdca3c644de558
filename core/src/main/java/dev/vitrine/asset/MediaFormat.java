package dev.vitrine.asset;

/**
 * The format of an asset's bytes, as far as the catalogue tells formats apart. It is recognised by
 * content; whatever content could also be taken for something else is still served as this.
 */
public enum MediaFormat {
  PNG("image/png", AssetKind.IMAGE, "png", Trait.DECODABLE),
  JPEG("image/jpeg", AssetKind.IMAGE, "jpg", Trait.DECODABLE),
  GIF("image/gif", AssetKind.IMAGE, "gif", Trait.DECODABLE),
  WEBP("image/webp", AssetKind.IMAGE, "webp", Trait.DECODABLE),
  AVIF("image/avif", AssetKind.IMAGE, "avif", Trait.NONE),
  HEIF("image/heif", AssetKind.IMAGE, "heif", Trait.NONE),
  TIFF("image/tiff", AssetKind.IMAGE, "tiff", Trait.DECODABLE),
  BMP("image/bmp", AssetKind.IMAGE, "bmp", Trait.DECODABLE),
  SVG("image/svg+xml", AssetKind.IMAGE, "svg", Trait.EXECUTABLE),
  HDR("image/vnd.radiance", AssetKind.IMAGE_HDR, "hdr", Trait.NONE),
  EXR("image/x-exr", AssetKind.IMAGE_HDR, "exr", Trait.NONE),
  HTML("text/html", AssetKind.DOCUMENT, "html", Trait.EXECUTABLE),
  XML("application/xml", AssetKind.DOCUMENT, "xml", Trait.EXECUTABLE),
  PDF("application/pdf", AssetKind.DOCUMENT, "pdf", Trait.EXECUTABLE),
  MP4("video/mp4", AssetKind.VIDEO, "mp4", Trait.NONE),
  MOV("video/quicktime", AssetKind.VIDEO, "mov", Trait.NONE),
  WEBM("video/webm", AssetKind.VIDEO, "webm", Trait.NONE),
  MKV("video/x-matroska", AssetKind.VIDEO, "mkv", Trait.NONE),
  MP3("audio/mpeg", AssetKind.AUDIO, "mp3", Trait.NONE),
  WAV("audio/wav", AssetKind.AUDIO, "wav", Trait.NONE),
  OGG("audio/ogg", AssetKind.AUDIO, "ogg", Trait.NONE),
  FLAC("audio/flac", AssetKind.AUDIO, "flac", Trait.NONE),
  M4A("audio/mp4", AssetKind.AUDIO, "m4a", Trait.NONE),
  GLB("model/gltf-binary", AssetKind.THREE_D, "glb", Trait.NONE),
  GLTF("model/gltf+json", AssetKind.THREE_D, "gltf", Trait.NONE),
  FBX("application/x-fbx", AssetKind.THREE_D, "fbx", Trait.NONE),
  OBJ("model/obj", AssetKind.THREE_D, "obj", Trait.NONE),
  MTL("model/mtl", AssetKind.THREE_D, "mtl", Trait.NONE),
  PLY("model/ply", AssetKind.THREE_D, "ply", Trait.NONE),
  STL("model/stl", AssetKind.THREE_D, "stl", Trait.NONE),
  USDZ("model/vnd.usdz+zip", AssetKind.THREE_D, "usdz", Trait.NONE),
  ZIP("application/zip", AssetKind.DOCUMENT, "zip", Trait.NONE),
  SAFETENSORS("application/x-safetensors", AssetKind.DOCUMENT, "safetensors", Trait.NONE),
  JSON("application/json", AssetKind.JSON, "json", Trait.NONE),
  TEXT("text/plain", AssetKind.TEXT, "txt", Trait.NONE),
  /** Anything else. */
  UNKNOWN("application/octet-stream", AssetKind.DOCUMENT, "bin", Trait.NONE);

  /** How many of the first bytes {@link #recognise} makes use of. */
  public static final int HEAD_BYTES = 4096;

  private enum Trait {
    NONE,
    DECODABLE,
    EXECUTABLE
  }

  private final String mimeType;
  private final AssetKind kind;
  private final String extension;
  private final Trait trait;

  MediaFormat(String mimeType, AssetKind kind, String extension, Trait trait) {
    this.mimeType = mimeType;
    this.kind = kind;
    this.extension = extension;
    this.trait = trait;
  }

  /**
   * Recognises a format. The first signature that fits wins, so that bytes that are several things
   * at once are always the same one of them.
   *
   * @param head the first {@link #HEAD_BYTES} bytes, or all if there are fewer
   * @param fileName the name they came with, empty if they came with none; it decides only where
   *     the content leaves a choice: between texts, between JSON and glTF, video and audio in one
   *     container, and for STL, whose binary form has no signature
   */
  public static MediaFormat recognise(byte[] head, String fileName) {
    MediaFormat binary = BinarySignatures.find(head, fileName);
    return binary != null ? binary : TextSignatures.find(head, fileName);
  }

  /** The content type it is served with. */
  public String mimeType() {
    return mimeType;
  }

  public AssetKind kind() {
    return kind;
  }

  /** The usual file extension, without a dot. */
  public String extension() {
    return extension;
  }

  /** Whether a browser that opens it may run scripts in it: it is served as an attachment. */
  public boolean executable() {
    return trait == Trait.EXECUTABLE;
  }

  /** Whether renditions can be made of it. */
  public boolean decodable() {
    return trait == Trait.DECODABLE;
  }
}
