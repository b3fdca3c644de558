package dev.vitrine.server.http;

import dev.vitrine.asset.AssetKind;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.catalog.AssetFacts;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What bytes are, and what they are called.
 *
 * @param type for {@code Content-Type}
 * @param inline whether a browser may show them: not what could run scripts
 * @param extensions one of which a file of them must have, the usual one first; none if any will do
 */
record AssetBody(String type, boolean inline, Set<String> extensions) {
  private static final String UNKNOWN = "application/octet-stream";
  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}");
  private static final String TEXT = "text/plain";
  private static final Set<AssetKind> SHOWN =
      Set.of(AssetKind.IMAGE, AssetKind.IMAGE_HDR, AssetKind.VIDEO, AssetKind.AUDIO);

  /** The bytes of an asset as they are stored. */
  static AssetBody original(AssetFacts facts) {
    String given = facts.mimeType().toLowerCase(Locale.ROOT);
    String type = TYPE.matcher(given).matches() ? given : UNKNOWN;
    MediaFormat format = format(type);
    boolean executable = format != null && format.executable();
    boolean shown = format != null && !executable && SHOWN.contains(format.kind());
    return new AssetBody(
        type.equals(TEXT) ? TEXT + "; charset=utf-8" : type,
        shown || type.equals(TEXT),
        format != null && (shown || executable) ? extensions(format) : Set.of());
  }

  /** A picture of a format. */
  static AssetBody picture(MediaFormat format) {
    return new AssetBody(format.mimeType(), true, extensions(format));
  }

  /** The format of a content type; null if none has it. */
  static @Nullable MediaFormat format(String type) {
    for (MediaFormat format : MediaFormat.values()) {
      if (format.mimeType().equals(type)) {
        return format;
      }
    }
    return null;
  }

  private static Set<String> extensions(MediaFormat format) {
    Set<String> extensions = new LinkedHashSet<>();
    extensions.add(format.extension());
    switch (format) {
      case JPEG -> extensions.add("jpeg");
      case TIFF -> extensions.add("tif");
      case HEIF -> extensions.add("heic");
      case HTML -> extensions.add("htm");
      case MP4 -> extensions.add("m4v");
      default -> {}
    }
    return extensions;
  }
}
