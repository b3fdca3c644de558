package dev.vitrine.catalog;

import dev.vitrine.asset.AssetKind;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaInspector;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.LongText;
import dev.vitrine.model.LongTexts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that come in the body of a request, as base64 or as data URLs of base64. What they are
 * is told by their content; a data URL must say that it holds an image, and which one is not
 * believed.
 */
public final class AssetPictures {
  /** What stands before the data of a data URL is no longer than this, in bytes. */
  private static final int LONGEST_HEADER = 256;

  private static final String SCHEME = "data:";
  private static final Pattern HEADER =
      Pattern.compile("data:image/[a-z0-9.+-]+(;[a-z0-9-]+=[^;,]*)*;base64,");

  private final AssetStore blobs;
  private final MediaInspector inspector;

  public AssetPictures(AssetStore blobs, MediaInspector inspector) {
    this.blobs = blobs;
    this.inspector = inspector;
  }

  /** A picture that is stored, and what it is. */
  public record Picture(StoredBlob blob, Inspection.Sound found) {}

  /**
   * Stores a picture; null if none was sent.
   *
   * @param field the member of the body that holds it
   * @param fileName the name it came with, empty if it came with none
   * @throws VitrineException INVALID_PARAMETER naming the field if it is no picture; nothing is
   *     stored then
   * @throws dev.vitrine.asset.AssetStoreException if it cannot be stored now
   */
  public @Nullable Picture read(LongTexts body, String field, String fileName) {
    LongText text = body.get(field);
    if (text == null) {
      new Parameters(body.rest()).text(field); // Anything but null is refused.
      return null;
    }
    ByteBuffer bytes = text.base64(header(text));
    if (!bytes.hasRemaining()) {
      throw VitrineException.invalidParameter(field, "must not be empty");
    }
    Inspection.Sound found = inspected(field, bytes, fileName);
    try {
      return new Picture(blobs.put(stream(bytes), bytes.remaining()), found);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail to be read.
    }
  }

  /** How long the header of a data URL is; 0 for bare base64. */
  private static int header(LongText text) {
    String header = text.upToComma(LONGEST_HEADER);
    if (header.isEmpty()) {
      return 0; // A data URL without a comma is no base64 either.
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw VitrineException.invalidParameter(
          text.field(), "must be base64, or a data URL of base64");
    }
    if (!HEADER.matcher(header.toLowerCase(Locale.ROOT)).matches()) {
      throw VitrineException.invalidParameter(
          text.field(), "must, as a data URL, begin with data:, the type of an image, and ;base64");
    }
    return text.lengthUpToComma();
  }

  private Inspection.Sound inspected(String field, ByteBuffer bytes, String fileName) {
    try (BlobReader blob = new InMemory(bytes)) {
      return switch (inspector.inspect(blob, fileName)) {
        case Inspection.Broken(var format, String why) ->
            throw VitrineException.invalidParameter(
                field, "holds a broken " + format.extension() + " file: it " + why);
        case Inspection.Sound sound -> {
          AssetKind kind = sound.format().kind();
          if (kind != AssetKind.IMAGE && kind != AssetKind.IMAGE_HDR) {
            throw VitrineException.invalidParameter(
                field, "must be an image in a format that is known here");
          }
          yield sound;
        }
      };
    }
  }

  private static InputStream stream(ByteBuffer bytes) {
    return stream(bytes, 0, bytes.remaining());
  }

  private static InputStream stream(ByteBuffer bytes, int from, int length) {
    int offset = bytes.arrayOffset() + bytes.position() + from;
    return new ByteArrayInputStream(bytes.array(), offset, length);
  }

  /** Bytes in memory, read like a blob. */
  private record InMemory(ByteBuffer bytes) implements BlobReader {
    @Override
    public long size() {
      return bytes.remaining();
    }

    @Override
    public InputStream stream(long from, long length) {
      return AssetPictures.stream(bytes, Math.toIntExact(from), Math.toIntExact(length));
    }

    @Override
    public void close() {}
  }
}
