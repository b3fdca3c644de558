package dev.vitrine.image;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Decodes PNG. Java's reader gets to see only those chunks that pixels depend on. */
final class PngDecoder {
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  private static final int SIGNATURE = 8;
  private static final int AROUND = 12;
  private static final int LONGEST_NAME = 79;

  private PngDecoder() {}

  static Decoded decode(byte[] bytes, PictureHeader header, Sampling sampling) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, SIGNATURE);
    ICC_Profile profile = null;
    String type = "";
    for (int at = SIGNATURE; !type.equals("IEND"); ) {
      int length = all.getInt(at);
      type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (NEEDED.contains(type)) {
        kept.write(bytes, at, length + AROUND);
      } else if (type.equals("iCCP")) {
        profile = profile(bytes, at + 8, length);
      }
      at += length + AROUND;
    }
    Picture picture = Pixels.of(Decoder.read(kept.toByteArray(), header, sampling));
    return new Decoded(picture, 1.0 / sampling.across(), 1.0 / sampling.down(), profile);
  }

  /** A name, a zero, the way it is compressed, and the profile; null if it is none. */
  private static @Nullable ICC_Profile profile(byte[] bytes, int from, int length) {
    int end = from + length;
    int at = from;
    while (at < end && bytes[at] != 0 && at - from <= LONGEST_NAME) {
      at++;
    }
    if (at + 2 >= end || bytes[at] != 0 || bytes[at + 1] != 0) {
      return null;
    }
    byte[] inflated = new byte[Profiles.LONGEST];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(bytes, at + 2, end - at - 2);
      int size = inflater.inflate(inflated);
      return inflater.finished() ? Profiles.parse(inflated, size) : null;
    } catch (DataFormatException e) {
      return null;
    }
  }
}
