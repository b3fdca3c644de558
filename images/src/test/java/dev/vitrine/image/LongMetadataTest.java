package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decoder does not need costs no more than going over it. */
final class LongMetadataTest {
  private static final int MEGABYTE = 1 << 20;

  /** What a rendition allocates, in bytes. */
  private static long allocated(byte[] picture) {
    Renders.render(Pictures.encode(Pictures.corners(8, 8), "gif"), "width=4&format=png");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    ColourAssert.assertSize(Renders.shown(picture, "width=4&format=png"), 4, 4);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** A comment, a plain text, and data of an application. */
  @ParameterizedTest
  @ValueSource(strings = {"FE", "010C000000000000000001010001", "FF0B4E45545343415045322E30"})
  void anExtensionOfAGif(String extension) {
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    longer.write(0x21);
    longer.writeBytes(HexFormat.of().parseHex(extension));
    byte[] block = new byte[256];
    Arrays.fill(block, (byte) 0xFF);
    for (int i = 0; i < 2 * MEGABYTE / block.length; i++) {
      longer.writeBytes(block);
    }
    longer.write(0);
    byte[] gif = Pictures.encode(Pictures.corners(8, 8), "gif");
    assertThat(allocated(Pictures.withBlock(gif, longer.toByteArray()))).isLessThan(32L * MEGABYTE);
  }

  @Test
  void aTagOfATiff() {
    byte[] tiff = Pictures.encode(Pictures.corners(8, 8), "tiff");
    ByteBuffer old = ByteBuffer.wrap(tiff);
    int directory = old.getInt(4);
    int entries = old.getShort(directory);
    int count = 120_000;
    ByteBuffer longer = ByteBuffer.allocate(tiff.length + 12 * (entries + 1) + 6 + 8 * count);
    longer.put(tiff).putInt(4, tiff.length).putShort((short) (entries + 1));
    longer.put(tiff, directory + 2, 12 * entries);
    longer.putShort((short) 341).putShort((short) 5).putInt(count);
    longer.putInt(longer.position() + 8);
    assertThat(allocated(longer.array())).isLessThan(3L * longer.capacity());
  }
}
