package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.error.VitrineException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells where assets can be fetched in a format of choice. */
public final class AssetDownloads {
  private static final String TARGET = "targetFormat";

  /** The formats that clients may name, and what each is. */
  private static final Map<String, MediaFormat> FORMATS =
      Map.ofEntries(
          Map.entry("gif", MediaFormat.GIF),
          Map.entry("heif", MediaFormat.HEIF),
          Map.entry("jpeg", MediaFormat.JPEG),
          Map.entry("jpg", MediaFormat.JPEG),
          Map.entry("png", MediaFormat.PNG),
          Map.entry("svg", MediaFormat.SVG),
          Map.entry("webp", MediaFormat.WEBP),
          Map.entry("avif", MediaFormat.AVIF),
          Map.entry("tif", MediaFormat.TIFF),
          Map.entry("tiff", MediaFormat.TIFF),
          Map.entry("glb", MediaFormat.GLB),
          Map.entry("fbx", MediaFormat.FBX),
          Map.entry("obj", MediaFormat.OBJ));

  /** The formats that renditions are made in, as they are named to those who make them. */
  private static final Map<MediaFormat, String> RENDITIONS =
      Map.of(MediaFormat.JPEG, "jpeg", MediaFormat.PNG, "png", MediaFormat.WEBP, "webp");

  private final AssetEdits edits;
  private final AssetUrls urls;

  public AssetDownloads(AssetEdits edits, AssetUrls urls) {
    this.edits = edits;
    this.urls = urls;
  }

  /**
   * The URL of an asset that the caller may see.
   *
   * @param body {@code targetFormat}; the original's own if absent
   * @throws VitrineException NOT_FOUND; INVALID_PARAMETER if it cannot be had in this format,
   *     telling in which it can
   */
  public String url(Caller caller, String id, Parameters body) {
    String wanted = body.text(TARGET);
    MediaFormat own = format(edits.seen(caller, id).asset().row().text("mimeType"));
    if (wanted == null || wanted.equals(own.extension()) || own == FORMATS.get(wanted)) {
      return urls.url(id, true, urls.window());
    }
    MediaFormat target = FORMATS.get(wanted);
    String rendition = target == null || !own.decodable() ? null : RENDITIONS.get(target);
    if (rendition == null) {
      List<String> allowed = allowed(own);
      throw VitrineException.invalidParameter(
          TARGET,
          (target == null ? "names no format that is known here" : "cannot be had of this asset")
              + ": it can be had as "
              + String.join(", ", allowed),
          Map.of("allowed", allowed));
    }
    return urls.url(id, false, urls.window()) + "&format=" + rendition;
  }

  private static List<String> allowed(MediaFormat own) {
    Set<String> allowed = new LinkedHashSet<>();
    allowed.add(own.extension());
    if (own.decodable()) {
      allowed.addAll(List.of("jpeg", "png", "webp"));
    }
    return List.copyOf(allowed);
  }

  private static MediaFormat format(@Nullable String mimeType) {
    return Arrays.stream(MediaFormat.values())
        .filter(format -> format.mimeType().equals(mimeType))
        .findFirst()
        .orElse(MediaFormat.UNKNOWN);
  }
}
