package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a picture does that it must not, it is a clear refusal, and soon. */
class BadPicturesTest {
  private static final ImageInspector INSPECTOR = new ImageInspector();

  private static Inspection inspect(byte[] bytes) {
    return INSPECTOR.inspect(new HeldBlob(bytes), "picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "webp"})
  void aPictureCutOffAnywhereIsBroken(String format) {
    byte[] whole = Pictures.encode(Pictures.corners(37, 23), format);
    assertThat(inspect(whole)).isInstanceOf(Inspection.Sound.class);
    MediaFormat media = Pictures.formatOf(whole);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (Pictures.formatOf(cut) == media) {
        assertThat(inspect(cut))
            .as("%d of %d", length, whole.length)
            .isInstanceOf(Inspection.Broken.class);
        assertThatThrownBy(() -> Renders.render(cut, "width=8"))
            .isInstanceOf(BrokenPictureException.class);
      }
    }
  }

  @Test
  void aTiffCutOffIsBrokenWhenItIsDecoded() {
    byte[] whole = Pictures.encode(Pictures.corners(37, 23), "tiff");
    assertThat(Renders.render(whole, "width=8")).isNotEmpty();
    assertThat(inspect(Arrays.copyOf(whole, whole.length - 1)))
        .as("its header does not tell")
        .isInstanceOf(Inspection.Sound.class);
    for (int length = 8; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Renders.render(cut, "width=8"))
          .as("%d of %d", length, whole.length)
          .isInstanceOfSatisfying(
              BrokenPictureException.class, e -> assertThat(e.why()).isNotEmpty());
    }
    assertThat(inspect(Arrays.copyOf(whole, 9))).isInstanceOf(Inspection.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "webp", "tiff"})
  void changedBytesAreDecodedOrRefused(String format) {
    byte[] whole = Pictures.encode(Noise.image(40, 30, 1), format);
    Random random = new Random(format.hashCode());
    for (int i = 0; i < 400; i++) {
      byte[] changed = whole.clone();
      for (int j = 0; j <= i % 4; j++) {
        int reach = i % 2 == 0 ? changed.length : Math.min(200, changed.length);
        changed[random.nextInt(reach)] = (byte) random.nextInt();
      }
      if (Pictures.formatOf(changed).decodable()) {
        try {
          assertThat(Renders.render(changed, "width=16&height=16")).isNotEmpty();
        } catch (BrokenPictureException | VitrineException e) {
          assertThat(e.getMessage()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void whatIsNotWhatItIsSaidToBeIsRefused() {
    byte[] png = Pictures.encode(Pictures.corners(8, 8), "png");
    Renderer renderer = new Renderer(Renders.LIMITS);
    assertThatThrownBy(() ->
            renderer.plan(
                new HeldBlob(png),
                MediaFormat.JPEG,
                Renders.options("width=4").resolved(MediaFormat.JPEG, null)))
        .isInstanceOf(BrokenPictureException.class);
    byte[] named = "not a picture".getBytes(StandardCharsets.UTF_8);
    assertThat(INSPECTOR.inspect(new HeldBlob(named), "a.png").format())
        .isEqualTo(MediaFormat.TEXT);
  }

  @Test
  void aPictureWithSomethingBehindItIsThatPicture() {
    byte[] script = "<script>alert(1)</script>PK\u0003\u0004".getBytes(StandardCharsets.UTF_8);
    for (String format : new String[] {"png", "jpeg", "gif", "webp"}) {
      byte[] picture = Pictures.encode(Pictures.corners(8, 8), format);
      byte[] both = Arrays.copyOf(picture, picture.length + script.length);
      System.arraycopy(script, 0, both, picture.length, script.length);
      assertThat(inspect(both).format()).isEqualTo(Pictures.formatOf(picture));
      assertThat(new String(Renders.render(both, "width=8"), StandardCharsets.ISO_8859_1))
          .doesNotContain("script");
    }
  }

  @Test
  void metadataIsNotCarriedOver() {
    byte[] png =
        Pictures.withChunk(
            Pictures.encode(Pictures.corners(8, 8), "png"),
            "tEXt",
            "Comment\0secret place".getBytes(StandardCharsets.ISO_8859_1));
    byte[] jpeg =
        Pictures.withSegment(
            Pictures.encode(Pictures.corners(8, 8), "jpeg"),
            0xFE,
            "secret place".getBytes(StandardCharsets.ISO_8859_1));
    for (byte[] source : new byte[][] {png, jpeg}) {
      for (String format : new String[] {"png", "jpeg", "webp"}) {
        byte[] rendered = Renders.render(source, "format=" + format);
        assertThat(new String(rendered, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
      }
    }
  }

  private static void assertTooLarge(byte[] source, String query) {
    assertThatThrownBy(() -> Renders.render(source, query))
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
              assertThat(refusal.details()).containsEntry("field", "assetId");
            });
  }

  @Test
  void aSmallFileThatSaysItIsHugeIsRefusedByItsHeader() {
    byte[] png = Pictures.claimingPng(60_000, 60_000, deflated(1000));
    assertThat(((Inspection.Sound) inspect(png)).size()).isEqualTo(new PixelSize(60_000, 60_000));
    assertTooLarge(png, "width=8");
    byte[] gif = Pictures.encode(Pictures.corners(8, 8), "gif");
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) 60_000);
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(8, (short) 60_000);
    assertTooLarge(gif, "width=8");
    byte[] jpeg = Pictures.encode(Pictures.corners(8, 8), "jpeg");
    for (int at = 0; at < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
        ByteBuffer.wrap(jpeg).putShort(at + 5, (short) 60_000).putShort(at + 7, (short) 60_000);
        break;
      }
    }
    assertTooLarge(jpeg, "width=8");
    byte[] webp = Pictures.encode(Pictures.corners(8, 8), "webp");
    byte[] animated =
        Pictures.animatedWebp(new PixelSize(60_000, 60_000), 0, 0, new PixelSize(8, 8), webp);
    assertTooLarge(animated, "width=8");
  }

  @Test
  void aPictureThatUnpacksToMuchMoreThanItIsIsDecodedSmall() {
    byte[] bomb = Pictures.claimingPng(9_000, 9_000, deflated(9_000L * (9_000 * 4 + 1)));
    assertThat(bomb.length).isLessThan(500_000);
    RenderLimits small = new RenderLimits(100_000_000, 16L * 1024 * 1024);
    assertThat(Renders.render(bomb, Renders.options("width=64"), small)).isNotEmpty();
    assertThatThrownBy(() -> Renders.render(bomb, Renders.options("width=4000"), small))
        .isInstanceOf(VitrineException.class);
  }

  /** So many zeros, compressed. */
  private static byte[] deflated(long zeros) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] input = new byte[64 * 1024];
    byte[] output = new byte[64 * 1024];
    try (Deflater deflater = new Deflater()) {
      for (long left = zeros; left > 0; left -= input.length) {
        deflater.setInput(input, 0, (int) Math.min(left, input.length));
        while (!deflater.needsInput()) {
          bytes.write(output, 0, deflater.deflate(output));
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        bytes.write(output, 0, deflater.deflate(output));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void textsThatUnpackToMuchAreNotUnpacked() {
    byte[] content = deflated(200_000_000);
    byte[] name = {'a', 0, 0};
    byte[] chunk = ByteBuffer.allocate(name.length + content.length).put(name).put(content).array();
    byte[] png = Pictures.encode(Pictures.corners(8, 8), "png");
    assertThat(Renders.render(Pictures.withChunk(png, "zTXt", chunk), "")).isNotEmpty();
    assertThat(Renders.render(Pictures.withChunk(png, "iCCP", chunk), "")).isNotEmpty();
  }

  @Test
  void inspectionTellsWhatAPictureIs() {
    byte[] gif = Pictures.animatedGif(Pictures.corners(40, 20), Pictures.corners(40, 20));
    assertThat(inspect(gif))
        .isEqualTo(new Inspection.Sound(MediaFormat.GIF, new PixelSize(40, 20), 2, false));
    byte[] png = Pictures.encode(Pictures.plain(5, 6, 0x80000000), "png");
    assertThat(inspect(png))
        .isEqualTo(new Inspection.Sound(MediaFormat.PNG, new PixelSize(5, 6), 1, true));
    byte[] jpeg =
        Pictures.withOrientation(
            Pictures.encode(Pictures.corners(30, 10), "jpeg"), 6, ByteOrder.BIG_ENDIAN);
    assertThat(inspect(jpeg))
        .isEqualTo(new Inspection.Sound(MediaFormat.JPEG, new PixelSize(10, 30), 1, false));
    byte[] webp = Pictures.encode(Pictures.plain(7, 9, 0x80FF0000), "webp");
    assertThat(inspect(webp))
        .isEqualTo(new Inspection.Sound(MediaFormat.WEBP, new PixelSize(7, 9), 1, true));
    assertThat(inspect(Pictures.encode(Pictures.corners(3, 4), "bmp")))
        .isEqualTo(new Inspection.Sound(MediaFormat.BMP, new PixelSize(3, 4), 1, false));
    assertThat(inspect(Pictures.encode(Pictures.corners(3, 4), "tiff")))
        .isEqualTo(new Inspection.Sound(MediaFormat.TIFF, new PixelSize(3, 4), 1, false));
    assertThat(inspect("<svg/>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Inspection.Sound(MediaFormat.SVG, null, 1, false));
  }
}
