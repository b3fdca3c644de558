package dev.vitrine.image;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.Colour;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.MediaInspector;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.asset.RenditionOptions;
import dev.vitrine.image.Turn.Area;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Makes renditions of pictures. */
final class Renderer {
  static {
    // Readers and writers would put what they hold into files otherwise.
    ImageIO.setUseCache(false);
  }

  private final RenderLimits limits;

  Renderer(RenderLimits limits) {
    this.limits = limits;
  }

  /**
   * Plans a rendition: reads the header, decodes nothing.
   *
   * @param source the format the blob is said to have
   * @param options resolved
   * @throws BrokenPictureException if the blob is no picture of that format, or a broken one
   * @throws dev.vitrine.error.VitrineException INVALID_PARAMETER if it, or the result, is too large
   */
  RenderPlan plan(BlobReader blob, MediaFormat source, RenditionOptions options) {
    // Asked before anything is read, since the header may be found to be the whole of it.
    if (blob.size() > Math.min(Integer.MAX_VALUE - 64, limits.memory() / 3)) {
      throw new BrokenPictureException("is too long for renditions to be made of it here");
    }
    MediaFormat found = MediaFormat.recognise(MediaInspector.head(blob), "");
    PictureHeader header = found == source ? PictureHeaders.read(blob, source) : null;
    if (header == null) {
      throw new BrokenPictureException("is none");
    }
    return RenderPlan.of(header, options, blob.size(), limits);
  }

  /**
   * Makes a rendition.
   *
   * @return its bytes, a picture of exactly the size that was planned
   * @throws BrokenPictureException if the picture cannot be decoded
   */
  byte[] render(BlobReader blob, RenderPlan plan) {
    Picture picture = placed(blob, plan);
    RenditionOptions options = plan.options();
    picture = framed(picture, plan.layout(), options);
    if (options.blur() != null) {
      Blur.blur(picture, options.blur());
    }
    if (options.greyscale()) {
      grey(picture.argb());
    }
    if (options.flatten() && picture.alpha()) {
      Colour background = options.background() == null ? Colour.WHITE : options.background();
      Colour under = options.greyscale() ? grey(background) : background;
      Alpha.lay(picture.argb(), under.opaque());
      picture = new Picture(picture.size(), picture.argb(), false);
    }
    byte[] encoded = Encoder.encode(picture, options.greyscale(), plan.format(), options.quality());
    check(encoded, plan);
    return encoded;
  }

  /** The part that is used, in the size it is to have, turned, in sRGB. */
  private static Picture placed(BlobReader blob, RenderPlan plan) {
    Decoded decoded = Decoder.decode(bytes(blob), plan.header(), plan.sampling());
    Area area = plan.area();
    Area scaled =
        new Area(
            area.left() * decoded.scaleX(),
            area.top() * decoded.scaleY(),
            area.width() * decoded.scaleX(),
            area.height() * decoded.scaleY());
    PixelSize size = plan.turn().undone(plan.layout().placed());
    Picture resized = Resampler.resample(decoded.picture(), scaled, size);
    Profiles.toSrgb(resized, decoded.profile());
    return plan.turn().applied(resized);
  }

  /** With background around it if it does not fill the result. */
  private static Picture framed(Picture picture, Layout layout, RenditionOptions options) {
    PixelSize result = layout.result();
    if (picture.size().equals(result)) {
      return picture;
    }
    Colour around = around(options.background(), options.flatten());
    Picture whole = Picture.filled(result, around.argb());
    PixelSize size = picture.size();
    for (int y = 0; y < size.height(); y++) {
      System.arraycopy(
          picture.argb(),
          y * size.width(),
          whole.argb(),
          (layout.top() + y) * result.width() + layout.left(),
          size.width());
    }
    return new Picture(result, whole.argb(), picture.alpha() || whole.alpha());
  }

  private static Colour around(@Nullable Colour background, boolean flatten) {
    if (background == null) {
      return flatten ? Colour.WHITE : Colour.TRANSPARENT;
    }
    return flatten ? background.opaque() : background;
  }

  private static void grey(int[] argb) {
    for (int i = 0; i < argb.length; i++) {
      int pixel = argb[i];
      int luma =
          (19595 * (pixel >> 16 & 0xFF)
                  + 38470 * (pixel >> 8 & 0xFF)
                  + 7471 * (pixel & 0xFF)
                  + 32768)
              >> 16;
      argb[i] = (pixel & 0xFF000000) | luma << 16 | luma << 8 | luma;
    }
  }

  private static Colour grey(Colour colour) {
    int[] one = {colour.argb()};
    grey(one);
    return new Colour(one[0]);
  }

  private static byte[] bytes(BlobReader blob) {
    int length = Math.toIntExact(blob.size());
    try (InputStream stream = blob.stream(0, length)) {
      byte[] bytes = stream.readNBytes(length);
      if (bytes.length != length) {
        throw new IOException("the blob is shorter than it says");
      }
      return bytes;
    } catch (IOException e) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "A blob could not be read", e);
    }
  }

  /** A step that was skipped would show in the size: what is handed out is looked at again. */
  private static void check(byte[] encoded, RenderPlan plan) {
    try (BlobReader written = new HeldBlob(encoded)) {
      PictureHeader header = PictureHeaders.read(written, plan.format().media());
      if (header == null || !header.stored().equals(plan.layout().result())) {
        throw new IllegalStateException(
            "a rendition of " + plan.layout().result() + " pixels became " + header);
      }
    }
  }
}
