package dev.vitrine.asset;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A colour in sRGB.
 *
 * @param argb 8 bits each of alpha, red, green and blue, from the highest
 */
public record Colour(int argb) {
  public static final Colour WHITE = new Colour(0xFFFFFFFF);
  public static final Colour TRANSPARENT = new Colour(0);

  private static final int OPAQUE = 0xFF000000;

  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("black", 0x000000),
          Map.entry("silver", 0xC0C0C0),
          Map.entry("gray", 0x808080),
          Map.entry("grey", 0x808080),
          Map.entry("white", 0xFFFFFF),
          Map.entry("maroon", 0x800000),
          Map.entry("red", 0xFF0000),
          Map.entry("purple", 0x800080),
          Map.entry("fuchsia", 0xFF00FF),
          Map.entry("magenta", 0xFF00FF),
          Map.entry("green", 0x008000),
          Map.entry("lime", 0x00FF00),
          Map.entry("olive", 0x808000),
          Map.entry("yellow", 0xFFFF00),
          Map.entry("orange", 0xFFA500),
          Map.entry("navy", 0x000080),
          Map.entry("blue", 0x0000FF),
          Map.entry("teal", 0x008080),
          Map.entry("aqua", 0x00FFFF),
          Map.entry("cyan", 0x00FFFF));

  /**
   * Reads {@code #rgb}, {@code #rgba}, {@code #rrggbb} or {@code #rrggbbaa}, with or without the
   * {@code #}, or a basic name of CSS; null if it is none of them.
   */
  public static @Nullable Colour parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.equals("transparent")) {
      return TRANSPARENT;
    }
    Integer named = NAMES.get(lower);
    if (named != null) {
      return new Colour(OPAQUE | named);
    }
    String digits = lower.startsWith("#") ? lower.substring(1) : lower;
    if (!digits.matches("[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}")) {
      return null;
    }
    String full = digits.length() > 4 ? digits : digits.replaceAll("[0-9a-f]", "$0$0");
    int value = HexFormat.fromHexDigits(full);
    return new Colour(full.length() == 6 ? OPAQUE | value : value >>> 8 | value << 24);
  }

  public int alpha() {
    return argb >>> 24;
  }

  /** The same colour without transparency. */
  public Colour opaque() {
    return new Colour(argb | OPAQUE);
  }

  /** Eight hexadecimal digits: alpha, red, green, blue. */
  String canonical() {
    return HexFormat.of().toHexDigits(argb);
  }
}
