package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Colour profiles that pictures bring along. One that is broken counts as none. */
final class Profiles {
  /** The longest profile that is looked at, in bytes; others count as none. */
  static final int LONGEST = 2 * 1024 * 1024;

  private static final int SHORTEST = 128;
  private static final int STRIP_PIXELS = 64 * 1024;

  private Profiles() {}

  static @Nullable ICC_Profile parse(byte[] bytes, int length) {
    if (length < SHORTEST || length > LONGEST) {
      return null;
    }
    try {
      return ICC_Profile.getInstance(Arrays.copyOf(bytes, length));
    } catch (IllegalArgumentException | CMMException e) {
      return null;
    }
  }

  /** Brings colours to sRGB, in place; leaves them if the profile is not one of three channels. */
  static void toSrgb(Picture picture, @Nullable ICC_Profile profile) {
    if (profile == null || profile.getColorSpaceType() != ColorSpace.TYPE_RGB) {
      return;
    }
    int[] argb = picture.argb();
    byte[] colours = new byte[3 * Math.min(argb.length, STRIP_PIXELS)];
    try {
      ColorConvertOp convert = conversion(profile);
      for (int from = 0; from < argb.length; from += STRIP_PIXELS) {
        int pixels = Math.min(STRIP_PIXELS, argb.length - from);
        for (int i = 0; i < pixels; i++) {
          int pixel = argb[from + i];
          colours[3 * i] = (byte) (pixel >> 16);
          colours[3 * i + 1] = (byte) (pixel >> 8);
          colours[3 * i + 2] = (byte) pixel;
        }
        byte[] converted = convert(convert, colours, pixels, 3);
        for (int i = 0; i < pixels; i++) {
          argb[from + i] =
              (argb[from + i] & 0xFF000000)
                  | (converted[3 * i] & 0xFF) << 16
                  | (converted[3 * i + 1] & 0xFF) << 8
                  | (converted[3 * i + 2] & 0xFF);
        }
      }
    } catch (CMMException | IllegalArgumentException e) {
      // Refused at the first strip, before anything was changed.
    }
  }

  /**
   * Inks to sRGB.
   *
   * @param inks four bytes a pixel, 255 for all of an ink
   * @return null if the profile is not one of four inks, or broken
   */
  static @Nullable Picture ofInks(byte[] inks, PixelSize size, @Nullable ICC_Profile profile) {
    if (profile == null || profile.getColorSpaceType() != ColorSpace.TYPE_CMYK) {
      return null;
    }
    int[] argb = new int[Math.toIntExact(size.pixels())];
    try {
      ColorConvertOp convert = conversion(profile);
      for (int from = 0; from < argb.length; from += STRIP_PIXELS) {
        int pixels = Math.min(STRIP_PIXELS, argb.length - from);
        byte[] strip = Arrays.copyOfRange(inks, 4 * from, 4 * (from + pixels));
        byte[] converted = convert(convert, strip, pixels, 4);
        for (int i = 0; i < pixels; i++) {
          argb[from + i] =
              0xFF000000
                  | (converted[3 * i] & 0xFF) << 16
                  | (converted[3 * i + 1] & 0xFF) << 8
                  | (converted[3 * i + 2] & 0xFF);
        }
      }
      return new Picture(size, argb, false);
    } catch (CMMException | IllegalArgumentException e) {
      return null;
    }
  }

  private static ColorConvertOp conversion(ICC_Profile profile) {
    return new ColorConvertOp(
        new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
  }

  private static byte[] convert(ColorConvertOp convert, byte[] from, int pixels, int channels) {
    WritableRaster source =
        Raster.createInterleavedRaster(
            new DataBufferByte(from, channels * pixels),
            pixels,
            1,
            channels * pixels,
            channels,
            channels == 3 ? new int[] {0, 1, 2} : new int[] {0, 1, 2, 3},
            null);
    WritableRaster result =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, pixels, 1, 3, null);
    convert.filter(source, result);
    return ((DataBufferByte) result.getDataBuffer()).getData();
  }
}
