package dev.vitrine.image;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A JPEG taken apart. */
final class JpegSegments {
  private static final byte[] ADOBE = {
    (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 1
  };
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int COMMENT = 0xFE;
  private static final int START_OF_SCAN = 0xDA;
  private static final String PROFILE = "ICC_PROFILE\0";

  private final byte[] plain;
  private final @Nullable ICC_Profile profile;
  private final int transform;

  private JpegSegments(byte[] plain, @Nullable ICC_Profile profile, int transform) {
    this.plain = plain;
    this.profile = profile;
    this.transform = transform;
  }

  /** The same picture with no metadata but what says how its colours are coded. */
  byte[] plain() {
    return plain;
  }

  /** Its colour profile. */
  @Nullable ICC_Profile profile() {
    return profile;
  }

  /** Whether Adobe's marker was there. */
  boolean adobe() {
    return transform >= 0;
  }

  /** What that marker says of the coding of colours; -1 without it. */
  int transform() {
    return transform;
  }

  static JpegSegments of(byte[] bytes, int channels) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream(bytes.length);
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    int transform = -1;
    boolean named = false;
    int at = 2;
    int marker = 0;
    while (marker != START_OF_SCAN) {
      while (bytes[at + 1] == (byte) 0xFF) {
        at++;
      }
      marker = bytes[at + 1] & 0xFF;
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
        at += 2;
        continue;
      }
      int length = (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
      boolean application = marker >= 0xE0 && marker <= 0xEF;
      if (marker == APP14 && length >= 14 && has(bytes, at + 4, "Adobe")) {
        transform = bytes[at + 15] & 0xFF;
      } else if (marker == APP2 && length > 16 && has(bytes, at + 4, PROFILE)) {
        if (profile.size() < Profiles.LONGEST) {
          profile.write(bytes, at + 18, length - 16);
        }
      } else if (!application && marker != COMMENT) {
        named |= JpegHeader.frame(marker) && length > 14 && bytes[at + 10] == 'R';
        frames.write(bytes, at, length + 2);
      }
      at += length + 2;
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length + ADOBE.length);
    plain.write(bytes, 0, 2);
    if (transform >= 0 || (channels == 3 && !named)) {
      byte[] segment = ADOBE.clone();
      segment[15] = (byte) (transform >= 0 ? transform : 1);
      plain.writeBytes(segment);
    }
    plain.writeBytes(frames.toByteArray());
    plain.write(bytes, at, bytes.length - at);
    return new JpegSegments(
        plain.toByteArray(), Profiles.parse(profile.toByteArray(), profile.size()), transform);
  }

  private static boolean has(byte[] bytes, int at, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < expected.length; i++) {
      if (at + i >= bytes.length || bytes[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
