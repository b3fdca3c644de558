package dev.vitrine.asset;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Formats that are no text, by the bytes they begin with. */
final class BinarySignatures {
  /** A signature that stands at the very beginning and is enough on its own. */
  private record Prefix(String bytes, MediaFormat format) {}

  private static final List<Prefix> PREFIXES =
      List.of(
          new Prefix("\u0089PNG\r\n\u001a\n", MediaFormat.PNG),
          new Prefix("\u00ff\u00d8\u00ff", MediaFormat.JPEG),
          new Prefix("GIF87a", MediaFormat.GIF),
          new Prefix("GIF89a", MediaFormat.GIF),
          new Prefix("II*\0", MediaFormat.TIFF),
          new Prefix("MM\0*", MediaFormat.TIFF),
          new Prefix("#?RADIANCE", MediaFormat.HDR),
          new Prefix("#?RGBE", MediaFormat.HDR),
          new Prefix("v/1\u0001", MediaFormat.EXR),
          new Prefix("%PDF-", MediaFormat.PDF),
          new Prefix("OggS", MediaFormat.OGG),
          new Prefix("fLaC", MediaFormat.FLAC),
          new Prefix("ID3", MediaFormat.MP3),
          new Prefix("glTF", MediaFormat.GLB),
          new Prefix("Kaydara FBX Binary", MediaFormat.FBX),
          new Prefix("ply\nformat ", MediaFormat.PLY),
          new Prefix("ply\r\nformat ", MediaFormat.PLY));

  private static final Set<Long> BITMAP_HEADERS = Set.of(12L, 16L, 40L, 52L, 56L, 64L, 108L, 124L);
  private static final long LONGEST_TENSOR_HEADER = 100_000_000;
  private static final int STL_HEADER = 84;
  private static final int STL_FACET = 50;

  private BinarySignatures() {}

  /** The format, or null if it is none of these. */
  static @Nullable MediaFormat find(byte[] bytes, String fileName) {
    Head head = new Head(bytes);
    for (Prefix prefix : PREFIXES) {
      if (head.has(0, prefix.bytes)) {
        return prefix.format;
      }
    }
    if (head.has(0, "RIFF")) {
      return head.has(8, "WEBP") ? MediaFormat.WEBP : head.has(8, "WAVE") ? MediaFormat.WAV : null;
    }
    if (head.has(0, "BM") && BITMAP_HEADERS.contains(head.littleEndian(14))) {
      return MediaFormat.BMP;
    }
    MediaFormat boxed = MovieSignatures.find(head, fileName);
    if (boxed != null) {
      return boxed;
    }
    if (head.has(0, "PK\u0003\u0004") || head.has(0, "PK\u0005\u0006")) {
      return scene(head) ? MediaFormat.USDZ : MediaFormat.ZIP;
    }
    if (tensors(head)) {
      return MediaFormat.SAFETENSORS;
    }
    return facets(head, fileName) ? MediaFormat.STL : null;
  }

  /** A USDZ is a ZIP that holds a scene first, not compressed. */
  private static boolean scene(Head head) {
    String first = head.text(30, head.at(26) | head.at(27) << 8);
    return head.at(8) == 0
        && head.at(9) == 0
        && List.of("usd", "usda", "usdc").stream().anyMatch(end -> Head.named(first, end));
  }

  /** Eight bytes say how long the JSON is that follows. */
  private static boolean tensors(Head head) {
    long length = head.littleEndian(0);
    return head.littleEndian(4) == 0
        && length >= 2
        && length <= LONGEST_TENSOR_HEADER
        && (head.has(8, "{\"") || head.has(8, "{}") || head.has(8, "{ "));
  }

  /**
   * Binary STL: any 80 bytes, a number of facets, facets. Nothing but the length can be checked.
   */
  private static boolean facets(Head head, String fileName) {
    long count = head.littleEndian(80);
    return Head.named(fileName, "stl")
        && !head.has(0, "solid ")
        && count >= 0
        && (head.length() >= MediaFormat.HEAD_BYTES
            ? STL_HEADER + count * STL_FACET >= head.length()
            : STL_HEADER + count * STL_FACET == head.length());
  }
}
