package dev.vitrine.image;

import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.RenditionOptions;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;

/** Renders in one call. */
final class Renders {
  static final RenderLimits LIMITS = new RenderLimits(100_000_000, 256L * 1024 * 1024);

  private Renders() {}

  /** Options as {@code name=value} with {@code &} between them. */
  static RenditionOptions options(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return RenditionOptions.parse(parameters::get);
  }

  static byte[] render(byte[] source, String query) {
    return render(source, options(query), LIMITS);
  }

  static byte[] render(byte[] source, RenditionOptions options, RenderLimits limits) {
    MediaFormat format = Pictures.formatOf(source);
    Renderer renderer = new Renderer(limits);
    try (BlobReader blob = new HeldBlob(source)) {
      return renderer.render(blob, renderer.plan(blob, format, options.resolved(format, null)));
    }
  }

  /** Rendered and decoded again. */
  static BufferedImage shown(byte[] source, String query) {
    return Pictures.decode(render(source, query));
  }
}
