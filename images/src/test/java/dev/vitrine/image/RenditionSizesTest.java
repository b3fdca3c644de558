package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.Colour;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.asset.RenditionOptions;
import dev.vitrine.asset.RenditionOptions.Fit;
import dev.vitrine.asset.RenditionOptions.Format;
import java.awt.image.BufferedImage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class RenditionSizesTest {
  @Provide
  Arbitrary<RenditionOptions> options() {
    Arbitrary<@Nullable Integer> sides = Arbitraries.integers().between(1, 90).injectNull(0.3);
    return Combinators.combine(
            sides,
            sides,
            Arbitraries.of(Fit.class),
            Arbitraries.of(Format.JPEG, Format.PNG, Format.WEBP).injectNull(0.2),
            Arbitraries.integers().between(1, 100).injectNull(0.5),
            Arbitraries.doubles().between(0.3, 100).injectNull(0.6),
            Arbitraries.integers().between(0, 15),
            Arbitraries.integers().map(Colour::new).injectNull(0.5))
        .as((width, height, fit, format, quality, blur, flags, background) ->
            new RenditionOptions(
                width,
                height,
                fit,
                format,
                quality,
                (flags >> 2) * 90,
                blur,
                (flags & 1) != 0,
                (flags & 2) != 0,
                background));
  }

  @Property(tries = 300)
  void resultsHaveTheSizeThatFollowsFromTheOptions(
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll @IntRange(min = 1, max = 70) int height,
      @ForAll boolean alpha,
      @ForAll("options") RenditionOptions options) {
    BufferedImage source =
        alpha ? Pictures.plain(width, height, 0x7FAA5511) : Pictures.corners(width, height);
    byte[] rendered = Renders.render(Pictures.encode(source, "png"), options, Renders.LIMITS);
    BufferedImage result = Pictures.decode(rendered);
    PixelSize found = new PixelSize(result.getWidth(), result.getHeight());
    boolean side = options.rotate() % 180 != 0;
    assertThat(found).isEqualTo(expected(side ? height : width, side ? width : height, options));
    boolean mayBeClear = options.format() != Format.JPEG && !options.flatten();
    assertThat(mayBeClear || !result.getColorModel().hasAlpha()).isTrue();
  }

  /** Worked out in another way than the code does. */
  private static PixelSize expected(int width, int height, RenditionOptions options) {
    Integer w = options.width();
    Integer h = options.height();
    if (w == null && h == null) {
      return new PixelSize(width, height);
    }
    if (w != null && h != null) {
      PixelSize byWidth = new PixelSize(w, follow(height, w, width));
      PixelSize byHeight = new PixelSize(follow(width, h, height), h);
      boolean wider = (long) width * h >= (long) height * w;
      return switch (options.fit()) {
        case COVER, CONTAIN, FILL -> new PixelSize(w, h);
        case INSIDE -> wider ? byWidth : byHeight;
        case OUTSIDE -> wider ? byHeight : byWidth;
      };
    }
    return w != null ? new PixelSize(w, follow(height, w, width)) : ofHeight(width, height, h);
  }

  private static PixelSize ofHeight(int width, int height, @Nullable Integer asked) {
    int h = asked == null ? height : asked;
    return new PixelSize(follow(width, h, height), h);
  }

  private static int follow(int side, int asked, int other) {
    return Math.max(1, (int) Math.round(side * (asked / (double) other)));
  }
}
