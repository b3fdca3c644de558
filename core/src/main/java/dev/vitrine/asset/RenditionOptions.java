package dev.vitrine.asset;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a rendition is to be like. The steps are done in this order: the picture is turned as its
 * metadata asks for, turned by {@code rotate}, resized, blurred, made grey, flattened, encoded.
 *
 * @param width pixels, 1 to {@value #MOST_PIXELS}; null to follow the height
 * @param height pixels, 1 to {@value #MOST_PIXELS}; null to follow the width
 * @param fit how both are met; of no effect unless both are given
 * @param format null for the source's own if that is JPEG, PNG or WebP, else PNG
 * @param quality 1 to 100; null for {@value #USUAL_QUALITY}; of no effect on PNG
 * @param rotate degrees clockwise: 0, 90, 180 or 270
 * @param blur the sigma of a Gaussian in pixels of the result, 0.3 to 100; null for none
 * @param flatten whether transparency is replaced by the background; JPEG always is flattened
 * @param background what is put behind a flattened picture and around a contained one; null for
 *     white, and around a contained one transparent where the result may be
 */
public record RenditionOptions(
    @Nullable Integer width,
    @Nullable Integer height,
    Fit fit,
    @Nullable Format format,
    @Nullable Integer quality,
    int rotate,
    @Nullable Double blur,
    boolean greyscale,
    boolean flatten,
    @Nullable Colour background) {
  /** The largest width or height that can be asked for. */
  public static final int MOST_PIXELS = 4096;

  /** The quality of JPEG and WebP that is not told otherwise. */
  public static final int USUAL_QUALITY = 80;

  /** A rendition that changes nothing but strips metadata. */
  public static final RenditionOptions NONE =
      new RenditionOptions(null, null, Fit.COVER, null, null, 0, null, false, false, null);

  /**
   * How a picture is brought to a width and a height of another ratio. It is enlarged if need be.
   */
  public enum Fit {
    /** Fills them, and what stands out is cut off, the same on both sides. */
    COVER,
    /** Fits into them, and the background fills up the rest, the same on both sides. */
    CONTAIN,
    /** Is stretched. */
    FILL,
    /** Is as large as fits into them. */
    INSIDE,
    /** Is as small as covers them. */
    OUTSIDE
  }

  /** What the result is encoded as. */
  public enum Format {
    /** WebP for those who say that they accept it, else as if nothing was said. */
    AUTO,
    JPEG,
    PNG,
    WEBP;

    /** The media format; {@link #AUTO} has none. */
    public MediaFormat media() {
      return switch (this) {
        case JPEG -> MediaFormat.JPEG;
        case PNG -> MediaFormat.PNG;
        case WEBP -> MediaFormat.WEBP;
        case AUTO -> throw new IllegalStateException("not resolved");
      };
    }
  }

  /**
   * Reads options from the parameters of a query; those it does not know are not looked at.
   *
   * @param parameter the value of a parameter by name; null if it is not there
   * @throws dev.vitrine.error.VitrineException INVALID_PARAMETER naming the one that is wrong
   */
  public static RenditionOptions parse(Function<String, @Nullable String> parameter) {
    return new RenditionParameters(parameter).read();
  }

  /** Whether the answer depends on the {@code Accept} header. */
  public boolean byAccept() {
    return format == Format.AUTO;
  }

  /**
   * The same options with everything said that is left to be concluded, so that options with the
   * same result are equal.
   *
   * @param accept the {@code Accept} header; null if there is none
   */
  public RenditionOptions resolved(MediaFormat source, @Nullable String accept) {
    Format resolved =
        format == null || (format == Format.AUTO && !MediaRanges.name(accept, "image/webp"))
            ? own(source)
            : format == Format.AUTO ? Format.WEBP : format;
    Integer used =
        resolved == Format.PNG ? null : Integer.valueOf(quality == null ? USUAL_QUALITY : quality);
    return new RenditionOptions(
        width,
        height,
        width == null || height == null ? Fit.COVER : fit,
        resolved,
        used,
        rotate,
        blur,
        greyscale,
        flatten || resolved == Format.JPEG,
        background);
  }

  private static Format own(MediaFormat source) {
    return switch (source) {
      case JPEG -> Format.JPEG;
      case WEBP -> Format.WEBP;
      default -> Format.PNG;
    };
  }

  /**
   * All options as one short text of {@code [a-z0-9.,-]}: equal for equal options, different for
   * different ones.
   */
  public String canonical() {
    return String.join(
        ",",
        "w" + shown(width),
        "h" + shown(height),
        lower(fit),
        format == null ? "own" : lower(format),
        "q" + shown(quality),
        "r" + rotate,
        "b" + shown(blur),
        greyscale ? "grey" : "colour",
        flatten ? "flat" : "alpha",
        background == null ? "-" : background.canonical());
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
