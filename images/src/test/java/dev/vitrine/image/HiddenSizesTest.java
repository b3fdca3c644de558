package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.error.VitrineException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Pictures whose decoder would need more than their header says. */
final class HiddenSizesTest {
  private static final int SCAN = 0xDA;
  private static final int PROGRESSIVE = 0xC2;

  @Test
  void aFrameOfAWebpIsAsLargeAsItsPicture() {
    assertThat(plan(animated(8, 8), MediaFormat.WEBP, "width=4").header().stored())
        .isEqualTo(new PixelSize(8, 8));
    assertThatThrownBy(() -> plan(animated(16_383, 8), MediaFormat.WEBP, "width=4"))
        .isInstanceOfSatisfying(
            BrokenPictureException.class,
            e -> assertThat(e.why()).contains("a frame of another size"));
  }

  @Test
  void noPictureOfAWebpHidesAnother() {
    byte[] small = lossless(1, 1);
    byte[] frame = frame(16_383, 16_383);
    for (byte[] both : new byte[][] {riff(small, frame), riff(frame, small)}) {
      assertThatThrownBy(() -> plan(both, MediaFormat.WEBP, "width=1"))
          .isInstanceOfSatisfying(
              BrokenPictureException.class,
              e -> assertThat(e.why()).isEqualTo("has a frame of another size than it says"));
    }
    byte[] sound = riff(small, frame(8, 8));
    assertThatThrownBy(() -> plan(sound, MediaFormat.WEBP, "width=1"))
        .isInstanceOfSatisfying(
            BrokenPictureException.class,
            e -> assertThat(e.why()).isEqualTo("has a picture beside its frames"));
    byte[] later = riff(extended(), frame(8, 8), frame(16_383, 16_383));
    assertThatThrownBy(() -> plan(later, MediaFormat.WEBP, "width=1"))
        .isInstanceOf(BrokenPictureException.class);
  }

  @Test
  void behindTheEndOfAWebpNothingIsLookedFor() {
    byte[] picture = Pictures.encode(Pictures.corners(16, 16), "webp");
    byte[] frame = frame(16_383, 16_383);
    byte[] both = Arrays.copyOf(picture, picture.length + frame.length);
    System.arraycopy(frame, 0, both, picture.length, frame.length);
    ColourAssert.assertSize(Renders.shown(both, "width=8&format=png"), 8, 8);
    // Nor in a chunk that the end lies within.
    ByteBuffer.wrap(both).order(ByteOrder.LITTLE_ENDIAN).putInt(4, picture.length);
    ColourAssert.assertSize(Renders.shown(both, "width=8&format=png"), 8, 8);
  }

  @Test
  void aDecoderOfWebpThatSeesAnotherSizeDoesNotBegin() {
    PictureHeader planned = plan(riff(lossless(8, 8)), MediaFormat.WEBP, "").header();
    byte[] large = riff(lossless(16_383, 16_383));
    assertThatThrownBy(() -> WebpDecoder.decode(large, planned, Sampling.ALL))
        .isInstanceOfSatisfying(
            BrokenPictureException.class,
            e -> assertThat(e.why()).isEqualTo("is of another size than its header says"));
  }

  /** A WebP whose canvas and one frame are 8 by 8, and whose picture says another size. */
  private static byte[] animated(int width, int height) {
    return riff(extended(), frame(width, height));
  }

  private static byte[] extended() {
    return chunk("VP8X", new byte[] {2, 0, 0, 0, 7, 0, 0, 7, 0, 0});
  }

  /** A frame that says it is 8 by 8, whatever its picture says. */
  private static byte[] frame(int width, int height) {
    byte[] picture = lossless(width, height);
    ByteBuffer content = ByteBuffer.allocate(16 + picture.length);
    content.put(new byte[] {0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0, 0, 0, 0, 0}).put(picture);
    return chunk("ANMF", content.array());
  }

  /** The beginning of a picture. */
  private static byte[] lossless(int width, int height) {
    ByteBuffer content = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
    content.put((byte) 0x2F).putInt((width - 1) | (height - 1) << 14);
    return chunk("VP8L", content.array());
  }

  private static byte[] riff(byte[]... chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    for (byte[] chunk : chunks) {
      all.writeBytes(chunk);
    }
    return chunk("RIFF", all.toByteArray());
  }

  private static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer chunk = ByteBuffer.allocate(8 + content.length).order(ByteOrder.LITTLE_ENDIAN);
    return chunk.put(name).putInt(content.length).put(content).array();
  }

  @Test
  void aBitmapThatHoldsAPictureOfAnotherFormatIsRefused() {
    byte[] bitmap = Pictures.encode(Pictures.corners(8, 8), "bmp");
    assertThat(Renders.render(bitmap, "width=4")).isNotEmpty();
    for (int compression : new int[] {4, 5}) {
      byte[] changed = bitmap.clone();
      changed[30] = (byte) compression;
      assertThatThrownBy(() -> Renders.render(changed, "width=4"))
          .isInstanceOf(BrokenPictureException.class);
    }
    byte[] longer = bitmap.clone();
    ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putInt(34, Integer.MAX_VALUE);
    assertThatThrownBy(() -> Renders.render(longer, "width=4"))
        .isInstanceOf(BrokenPictureException.class);
  }

  @Test
  void scansOfAJpegAreCounted() {
    byte[] jpeg = Pictures.encode(Pictures.corners(64, 64), "jpeg");
    int scan = indexOf(jpeg, SCAN);
    byte[] head = Arrays.copyOf(jpeg, scan);
    // A scan of one channel each: what comes first is held until the last has come.
    byte[] one = {(byte) 0xFF, (byte) SCAN, 0, 8, 1, 1, 0, 0, 63, 0};
    long whole = plan(jpeg, MediaFormat.JPEG, "width=8").bytes();
    long inParts = plan(scans(head, one, 3), MediaFormat.JPEG, "width=8").bytes();
    assertThat(inParts).isGreaterThanOrEqualTo(whole + 64 * 64);
    assertThatThrownBy(() -> plan(scans(head, one, 101), MediaFormat.JPEG, "width=8"))
        .isInstanceOf(BrokenPictureException.class);
  }

  @Test
  void scansOfALargeJpegAreFewer() {
    byte[] jpeg = Pictures.jpeg(Pictures.corners(64, 64), 0.8f, true);
    int frame = indexOf(jpeg, PROGRESSIVE);
    // As large as pictures may be, with the scans that are usual.
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 10_000).putShort(frame + 7, (short) 10_000);
    assertThat(plan(jpeg, MediaFormat.JPEG, "width=8").header().scans()).isEqualTo(10);
    byte[] head = Arrays.copyOf(jpeg, indexOf(jpeg, SCAN));
    byte[] one = {(byte) 0xFF, (byte) SCAN, 0, 8, 1, 1, 0, 0, 0, 1};
    assertThat(plan(scans(head, one, 15), MediaFormat.JPEG, "width=8").header().scans())
        .isEqualTo(15);
    byte[] slow = scans(head, one, 16);
    assertThatThrownBy(() -> plan(slow, MediaFormat.JPEG, "width=8"))
        .isInstanceOfSatisfying(
            VitrineException.class,
            e -> assertThat(e).hasMessageContaining("10000×10000 pixels in 16 scans"));
    // It is slow, not broken: its bytes can be kept.
    assertThat(new ImageInspector().inspect(new HeldBlob(slow), "slow.jpg"))
        .isInstanceOf(Inspection.Sound.class);
    byte[] small = Pictures.jpeg(Pictures.corners(64, 64), 0.8f, true);
    byte[] many = scans(Arrays.copyOf(small, indexOf(small, SCAN)), one, 100);
    assertThat(plan(many, MediaFormat.JPEG, "width=8").header().scans()).isEqualTo(100);
  }

  private static byte[] scans(byte[] head, byte[] scan, int count) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head);
    for (int i = 0; i < count; i++) {
      all.writeBytes(scan);
    }
    all.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return all.toByteArray();
  }

  private static int indexOf(byte[] jpeg, int marker) {
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == marker) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such marker");
  }

  @Test
  void theWeightsOfAnAxisAreCounted() {
    // 20 000 000 samples become 10 000 000, with weights for each.
    assertThat(Resampler.weightBytes(20_000_000, 10_000_000)).isGreaterThan(360_000_000L);
    assertThat(Resampler.weightBytes(16_777_216, 4)).isGreaterThan(400_000_000L);
    assertThat(Resampler.weightBytes(1024, 512)).isLessThan(50_000);
  }

  private static RenderPlan plan(byte[] picture, MediaFormat format, String query) {
    // Nothing is decoded here that would need so much.
    RenderLimits limits = new RenderLimits(Renders.LIMITS.mostPixels(), 2L << 30);
    try (HeldBlob blob = new HeldBlob(picture)) {
      return new Renderer(limits).plan(blob, format, Renders.options(query).resolved(format, null));
    }
  }
}
