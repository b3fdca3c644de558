package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;
import org.jspecify.annotations.Nullable;

/** Reads the segments of a JPEG, and goes over its coded pixels up to the marker of its end. */
final class JpegHeader {
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END = 0xD9;
  private static final int PROGRESSIVE = 0xC2;
  private static final int LONGEST_EXIF = 64 * 1024;

  /** Encoders write some ten. */
  private static final int MOST_SCANS = 100;

  private final PictureInput input;
  private @Nullable PixelSize size;
  private Turn turn = Turn.NONE;
  private int channels;
  private boolean progressive;
  private boolean inParts;
  private int scans;

  private JpegHeader(PictureInput input) {
    this.input = input;
  }

  static PictureHeader read(PictureInput input) {
    return new JpegHeader(input).read();
  }

  private PictureHeader read() {
    input.seek(2);
    int marker = marker();
    boolean scanned = false;
    while (marker != END) {
      if (alone(marker)) {
        marker = marker();
        continue;
      }
      int length = input.u16() - 2;
      input.need(length);
      long next = input.position() + length;
      segment(marker, length);
      input.seek(next);
      if (marker == START_OF_SCAN) {
        scanned = true;
        marker = afterPixels();
      } else {
        marker = marker();
      }
    }
    PixelSize found = size;
    if (found == null || !scanned) {
      throw new BrokenPictureException("holds no picture");
    }
    return PictureHeader.jpeg(
        found, turn, channels, progressive || inParts ? 2 * channels : 0, scans);
  }

  private void segment(int marker, int length) {
    if (marker == APP1 && turn.equals(Turn.NONE) && length >= 14 && length <= LONGEST_EXIF) {
      byte[] segment = input.bytes(length);
      if (segment[0] == 'E' && segment[1] == 'x' && segment[2] == 'i' && segment[3] == 'f') {
        turn = Exif.turn(segment, 6);
      }
    } else if (marker == START_OF_SCAN) {
      // Channels that come one after the other are all held until the last has come.
      inParts |= input.u8() < channels;
      if (++scans > MOST_SCANS) {
        throw new BrokenPictureException("has more than " + MOST_SCANS + " scans");
      }
    } else if (frame(marker)) {
      if (marker > PROGRESSIVE) {
        throw new BrokenPictureException("is of a kind that is not supported");
      }
      if (size != null) {
        throw new BrokenPictureException("holds two pictures in one");
      }
      if (input.u8() != 8) {
        throw new BrokenPictureException("has more than 8 bits a channel");
      }
      int height = input.u16();
      size = PictureHeader.size(input.u16(), height);
      channels = input.u8();
      progressive = marker == PROGRESSIVE;
      if (channels != 1 && channels != 3 && channels != 4) {
        throw new BrokenPictureException("has " + channels + " channels");
      }
    }
  }

  /** Markers that begin a frame: all of C0 to CF that are no tables. */
  static boolean frame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean alone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
  }

  private int marker() {
    if (input.u8() != 0xFF) {
      throw new BrokenPictureException("has a segment that begins with no marker");
    }
    int marker = input.u8();
    while (marker == 0xFF) {
      marker = input.u8();
    }
    return marker;
  }

  /** The next marker that is no part of coded pixels. */
  private int afterPixels() {
    while (true) {
      if (input.u8() == 0xFF) {
        int marker = input.u8();
        while (marker == 0xFF) {
          marker = input.u8();
        }
        if (marker != 0 && (marker < 0xD0 || marker > 0xD7)) {
          return marker;
        }
      }
    }
  }
}
