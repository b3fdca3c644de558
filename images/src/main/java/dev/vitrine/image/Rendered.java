package dev.vitrine.image;

import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.MediaFormat;

/**
 * A rendition to be read. To be closed.
 *
 * @param bytes all of it
 * @param etag the same for the same picture and options, without quotes
 * @param release lets go of what was held for it
 */
public record Rendered(BlobReader bytes, MediaFormat format, String etag, Runnable release)
    implements AutoCloseable {
  @Override
  public void close() {
    bytes.close();
    release.run();
  }
}
