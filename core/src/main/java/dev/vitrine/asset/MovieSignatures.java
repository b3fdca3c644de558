package dev.vitrine.asset;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Containers of sound and moving pictures, and the still pictures that use the same containers. */
final class MovieSignatures {
  private static final Set<String> HEIF =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "mif2");
  private static final Set<String> AUDIO = Set.of("M4A ", "M4B ", "M4P ");
  private static final Set<String> MOVIE =
      Set.of("isom", "mp41", "mp42", "avc1", "dash", "M4V ", "M4VP", "MSNV", "f4v ", "cmfc");

  /** Kilobits a second of MPEG audio layer III by the header's index: version 1, then 2 and 2.5. */
  private static final int[][] BIT_RATES = {
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
  };

  private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};

  private MovieSignatures() {}

  static @Nullable MediaFormat find(Head head, String fileName) {
    if (head.has(4, "ftyp")) {
      return branded(head, fileName);
    }
    if (head.has(4, "moov") || head.has(4, "mdat") || head.has(4, "wide")) {
      return MediaFormat.MOV;
    }
    if (head.has(0, "\u001aE\u00df\u00a3")) {
      return head.hasBefore(64, "webm")
          ? MediaFormat.WEBM
          : head.hasBefore(64, "matroska") ? MediaFormat.MKV : null;
    }
    return frames(head) ? MediaFormat.MP3 : null;
  }

  /** The first box names its brand, and those it is compatible with. */
  private static @Nullable MediaFormat branded(Head head, String fileName) {
    long size = Math.min(head.bigEndian(0), head.length());
    MediaFormat major = brand(head.text(8, 4), fileName);
    if (major != null && !head.has(8, "mif1") && !head.has(8, "msf1")) {
      return major;
    }
    for (int at = 16; at + 4 <= size; at += 4) {
      MediaFormat compatible = brand(head.text(at, 4), fileName);
      if (compatible == MediaFormat.AVIF || (major == null && compatible != null)) {
        return compatible;
      }
    }
    return major;
  }

  private static @Nullable MediaFormat brand(String brand, String fileName) {
    if (brand.equals("avif") || brand.equals("avis")) {
      return MediaFormat.AVIF;
    }
    if (HEIF.contains(brand)) {
      return MediaFormat.HEIF;
    }
    if (AUDIO.contains(brand)) {
      return MediaFormat.M4A;
    }
    if (brand.equals("qt  ")) {
      return MediaFormat.MOV;
    }
    if (MOVIE.contains(brand) || brand.startsWith("iso") || brand.startsWith("3gp")) {
      return Head.named(fileName, "m4a") ? MediaFormat.M4A : MediaFormat.MP4;
    }
    return null;
  }

  /** MPEG audio without a tag: two frames in a row, or one and the end. */
  private static boolean frames(Head head) {
    int length = frame(head, 0);
    return length > 0 && (length + 4 > head.length() || frame(head, length) > 0);
  }

  /** The length of the layer III frame that begins there; 0 if there is none. */
  private static int frame(Head head, int at) {
    int version = head.at(at + 1) >> 3 & 3;
    int rate = head.at(at + 2) >> 4;
    int samples = head.at(at + 2) >> 2 & 3;
    if (at + 4 > head.length()
        || head.at(at) != 0xFF
        || (head.at(at + 1) & 0xE6) != 0xE2
        || version == 1
        || rate == 0
        || rate == 15
        || samples == 3) {
      return 0;
    }
    int bits = BIT_RATES[version == 3 ? 0 : 1][rate] * 1000;
    int hertz = SAMPLE_RATES[samples] / (version == 3 ? 1 : version == 2 ? 2 : 4);
    return (version == 3 ? 144 : 72) * bits / hertz + (head.at(at + 2) >> 1 & 1);
  }
}
