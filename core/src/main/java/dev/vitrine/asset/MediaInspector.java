package dev.vitrine.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Looks into blobs to tell what they are. Reads little of them and decodes no pixels. */
public interface MediaInspector {
  /**
   * Looks into a blob.
   *
   * @param fileName the name it came with, empty if it came with none
   * @throws AssetStoreException if it cannot be read
   */
  Inspection inspect(BlobReader blob, String fileName);

  /** One that tells formats only, by the first bytes, and never finds anything broken. */
  static MediaInspector ofFormats() {
    return (blob, fileName) ->
        new Inspection.Sound(MediaFormat.recognise(head(blob), fileName), null, 1, false);
  }

  /** The first bytes of a blob, as many as {@link MediaFormat#recognise} wants. */
  static byte[] head(BlobReader blob) {
    int length = (int) Math.min(blob.size(), MediaFormat.HEAD_BYTES);
    try (InputStream stream = blob.stream(0, length)) {
      return stream.readNBytes(length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
