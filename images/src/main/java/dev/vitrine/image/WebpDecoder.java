package dev.vitrine.image;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPReadParam;
import dev.vitrine.asset.PixelSize;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes WebP, of animations the first frame. The decoder scales well itself. */
final class WebpDecoder {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final byte ALPHA_FLAG = 0x10;

  private WebpDecoder() {}

  static Decoded decode(byte[] bytes, PictureHeader header, Sampling sampling) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    // What lies behind the end that it gives itself is no part of it.
    all.limit(Math.toIntExact((all.getInt(4) & 0xFFFFFFFFL) + 8));
    ICC_Profile profile = profile(all);
    byte[] still = still(bytes, all, header);
    boolean whole = header.frame().covers(header.stored());
    PixelSize stored = header.stored();
    PixelSize size = whole ? sampling.applied(stored) : header.frame().size();
    Picture frame = Pixels.of(read(still, header, size, whole && !sampling.all()));
    return whole
        ? new Decoded(
            frame,
            size.width() / (double) stored.width(),
            size.height() / (double) stored.height(),
            profile)
        : new Decoded(Decoder.onCanvas(frame, header), 1, 1, profile);
  }

  private static BufferedImage read(
      byte[] still, PictureHeader header, PixelSize size, boolean scaled) throws IOException {
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    try (ImageInputStream input = new ByteArrayImageInput(still)) {
      reader.setInput(input, true, true);
      Decoder.checkSize(reader, header);
      WebPReadParam param = (WebPReadParam) reader.getDefaultReadParam();
      if (scaled) {
        param.setUseScaling(true);
        param.setScaledWidth(size.width());
        param.setScaledHeight(size.height());
      }
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }

  private static @Nullable ICC_Profile profile(ByteBuffer all) {
    int at = chunk(all, FIRST_CHUNK, all.limit(), "ICCP");
    if (at < 0) {
      return null;
    }
    int length = all.getInt(at + 4);
    byte[] bytes = new byte[Math.min(length, Profiles.LONGEST)];
    all.get(at + CHUNK_HEADER, bytes);
    return bytes.length == length ? Profiles.parse(bytes, length) : null;
  }

  /** The first frame of an animation as a picture of its own; what is none, as it is. */
  private static byte[] still(byte[] bytes, ByteBuffer all, PictureHeader header) {
    int frame = chunk(all, FIRST_CHUNK, all.limit(), "ANMF");
    if (frame < 0) {
      return bytes;
    }
    int from = frame + CHUNK_HEADER + FRAME_HEADER;
    int end = frame + CHUNK_HEADER + all.getInt(frame + 4);
    boolean alpha = chunk(all, from, end, "ALPH") >= 0;
    ByteArrayOutputStream chunks = new ByteArrayOutputStream(end - from + 30);
    if (alpha) {
      PixelSize size = header.frame().size();
      ByteBuffer extended = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
      extended.put("VP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10);
      extended.putInt(ALPHA_FLAG);
      put24(extended, size.width() - 1);
      put24(extended, size.height() - 1);
      chunks.writeBytes(extended.array());
    }
    chunks.write(bytes, from, end - from);
    ByteBuffer file =
        ByteBuffer.allocate(FIRST_CHUNK + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + chunks.size());
    file.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(chunks.toByteArray());
    return file.array();
  }

  private static void put24(ByteBuffer target, int value) {
    target.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }

  /** Where the first chunk of a kind begins; -1 if there is none. */
  private static int chunk(ByteBuffer all, int from, int end, String type) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    long at = from;
    while (at + CHUNK_HEADER <= end) {
      long length = all.getInt((int) at + 4) & 0xFFFFFFFFL;
      if (at + CHUNK_HEADER + length > end) {
        return -1;
      }
      byte[] found = new byte[4];
      all.get((int) at, found);
      if (Arrays.equals(found, name)) {
        return (int) at;
      }
      at += CHUNK_HEADER + length + (length & 1);
    }
    return -1;
  }
}
