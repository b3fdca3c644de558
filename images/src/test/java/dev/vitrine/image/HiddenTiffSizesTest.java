package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.error.VitrineException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TIFFs that Java's reader would read otherwise than their header is read here. */
final class HiddenTiffSizesTest {
  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int WIDTH = 256;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int EXTRA_SAMPLES = 338;

  /** The 64 pixels of a picture of 8 by 8 begin here, the directory behind them. */
  private static final int PIXELS = 8;

  private record Entry(int tag, int type, int count, int value) {}

  private static final List<Entry> PLAIN =
      List.of(
          new Entry(WIDTH, SHORT, 1, 8),
          new Entry(257, SHORT, 1, 8),
          new Entry(BITS, SHORT, 1, 8),
          new Entry(COMPRESSION, SHORT, 1, 1),
          new Entry(262, SHORT, 1, 1),
          new Entry(273, LONG, 1, PIXELS),
          new Entry(277, SHORT, 1, 1),
          new Entry(278, SHORT, 1, 8),
          new Entry(279, LONG, 1, 64));

  private static byte[] tiff(List<Entry> entries) {
    ByteBuffer file = ByteBuffer.allocate(PIXELS + 64 + 2 + 12 * entries.size() + 4);
    file.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {'I', 'I', 42, 0}).putInt(PIXELS + 64);
    file.position(PIXELS + 64).putShort((short) entries.size());
    for (Entry entry : entries) {
      file.putShort((short) entry.tag).putShort((short) entry.type);
      file.putInt(entry.count).putInt(entry.value);
    }
    return file.array();
  }

  /** The plain picture with entries before its own. */
  private static byte[] before(Entry... more) {
    List<Entry> entries = new ArrayList<>(List.of(more));
    entries.addAll(PLAIN);
    return tiff(entries);
  }

  /** The plain picture with another entry instead of its own of the same tag, or besides. */
  private static byte[] with(Entry other) {
    List<Entry> entries = new ArrayList<>(PLAIN);
    entries.removeIf(entry -> entry.tag == other.tag);
    entries.add(other);
    return tiff(entries);
  }

  private static void assertRefused(byte[] tiff, String why) {
    try (HeldBlob blob = new HeldBlob(tiff)) {
      assertThat(new ImageInspector().inspect(blob, "a.tiff"))
          .isEqualTo(new Inspection.Broken(MediaFormat.TIFF, why));
    }
    assertThatThrownBy(() -> Renders.render(tiff, "width=4"))
        .isInstanceOfSatisfying(
            BrokenPictureException.class, e -> assertThat(e.why()).isEqualTo(why));
  }

  @Test
  void aPlainOneIsDecoded() {
    ColourAssert.assertSize(Renders.shown(tiff(PLAIN), ""), 8, 8);
    ColourAssert.assertSize(Renders.shown(with(new Entry(34675, BYTE, 64, PIXELS)), ""), 8, 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7})
  void onesThatHoldJpegAreKeptAndNotDecoded(int compression) {
    assertNotDecoded(with(new Entry(COMPRESSION, SHORT, 1, compression)));
    // Where channels are missing, they are looked for in the JPEG that this tag points to.
    assertNotDecoded(with(new Entry(513, LONG, 1, PIXELS)));
  }

  private static void assertNotDecoded(byte[] tiff) {
    try (HeldBlob blob = new HeldBlob(tiff)) {
      assertThat(new ImageInspector().inspect(blob, "a.tiff"))
          .isEqualTo(new Inspection.Sound(MediaFormat.TIFF, new PixelSize(8, 8), 1, false));
    }
    assertThatThrownBy(() -> Renders.render(tiff, "width=4"))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("compressed in a way of which no renditions are made");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 14, 18, 65_535})
  void typesThatShiftAllEntriesAreRefused(int type) {
    assertRefused(before(new Entry(WIDTH, type, 1, 8)), "has a tag of no type that there is");
  }

  @Test
  void repeatedTagsAreRefused() {
    String twice = "has the same tag twice";
    assertRefused(before(new Entry(WIDTH, LONG, 1, 60_000)), twice);
    assertRefused(before(new Entry(WIDTH, BYTE, 1, 8)), twice);
    assertRefused(before(new Entry(40_000, BYTE, 1, 8), new Entry(40_000, SHORT, 1, 8)), twice);
  }

  @Test
  void tagsAreNoLongerThanTheFile() {
    int half = tiff(PLAIN).length / 2 + 100;
    assertRefused(
        before(new Entry(40_000, BYTE, half, 0), new Entry(40_001, BYTE, half, 0)),
        "has tags longer than itself");
    assertRefused(before(new Entry(40_000, LONG, -1, 0)), "has tags longer than itself");
  }

  @Test
  void allChannelsAreLookedAt() {
    assertRefused(
        with(new Entry(BITS, SHORT, 2, 64 << 16 | 8)), "has channels that are not supported");
    // The values are the beginning of the directory: 9 entries, and the first tag, 256.
    assertRefused(
        with(new Entry(BITS, SHORT, 3, PIXELS + 64)), "has channels that are not supported");
  }

  @Test
  void aLongDirectoryIsReadInOneGo() {
    List<Entry> entries = new ArrayList<>(PLAIN);
    entries.removeIf(entry -> entry.tag == BITS);
    for (int i = 0; i < 4000; i++) {
      entries.add(new Entry(40_000 + i, SHORT, 4, PIXELS));
      if (i == 1000 || i == 3000) {
        // Their values lie before the directory.
        entries.add(new Entry(i == 1000 ? BITS : EXTRA_SAMPLES, SHORT, 4, PIXELS));
      }
    }
    byte[] tiff = tiff(entries);
    AtomicInteger streams = new AtomicInteger();
    PictureHeaders.read(counting(tiff, streams), MediaFormat.TIFF);
    assertThat(streams).as("one to the directory, one back to what lies before it").hasValue(2);

    for (int i = 0; i < 3000; i++) {
      entries.set(i, new Entry(BITS, SHORT, 4, i % 2 == 0 ? PIXELS : tiff.length - 8));
    }
    streams.set(0);
    byte[] hostile = tiff(entries);
    assertThatThrownBy(() -> PictureHeaders.read(counting(hostile, streams), MediaFormat.TIFF))
        .isInstanceOf(BrokenPictureException.class);
    assertThat(streams.get()).isLessThanOrEqualTo(2);
  }

  private static BlobReader counting(byte[] bytes, AtomicInteger streams) {
    HeldBlob blob = new HeldBlob(bytes);
    return new BlobReader() {
      @Override
      public long size() {
        return blob.size();
      }

      @Override
      public InputStream stream(long from, long length) {
        streams.incrementAndGet();
        return blob.stream(from, length);
      }

      @Override
      public void close() {
        blob.close();
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
  void aReaderThatSeesAnotherSizeDoesNotBegin(String format) {
    byte[] larger = Pictures.encode(Pictures.corners(16, 16), format);
    PictureHeader planned =
        PictureHeader.still(Pictures.formatOf(larger), new PixelSize(8, 8), false, Turn.NONE, 1);
    assertThatThrownBy(() -> Decoder.read(larger, planned, Sampling.ALL))
        .isInstanceOfSatisfying(
            BrokenPictureException.class,
            e -> assertThat(e.why()).isEqualTo("is of another size than its header says"));
  }

  @Test
  void neitherDoesOneOfInks() {
    byte[] larger = Pictures.fourChannels(16, 16, 255, 0, 0, 0);
    PictureHeader planned = PictureHeader.jpeg(new PixelSize(8, 8), Turn.NONE, 4, 0, 1);
    assertThatThrownBy(() -> JpegDecoder.decode(larger, planned, Sampling.ALL))
        .isInstanceOf(BrokenPictureException.class);
  }
}
