package dev.vitrine.image;

import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.MediaInspector;

/**
 * Looks into pictures without decoding them. Whatever can be decoded is gone over to its end, so
 * that a picture that was cut off is found, wherever it was cut.
 */
public final class ImageInspector implements MediaInspector {
  @Override
  public Inspection inspect(BlobReader blob, String fileName) {
    MediaFormat format = MediaFormat.recognise(MediaInspector.head(blob), fileName);
    try {
      PictureHeader header = PictureHeaders.read(blob, format);
      return header == null
          ? new Inspection.Sound(format, null, 1, false)
          : new Inspection.Sound(format, header.shown(), header.frames(), header.alpha());
    } catch (BrokenPictureException e) {
      return new Inspection.Broken(format, e.why());
    }
  }
}
