package dev.vitrine.server.http;

import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.RenditionOptions;
import dev.vitrine.catalog.AssetFacts;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.image.Rendered;
import dev.vitrine.image.Renditions;
import dev.vitrine.server.AssetBytes;
import dev.vitrine.server.Metrics;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A picture made of an asset.
 *
 * @param byAccept whether others would be made for a client with another {@code Accept}
 */
record RenditionSource(
    AssetFacts facts, Renditions.Wanted wanted, boolean byAccept, AssetBytes bytes)
    implements AssetSource {
  /**
   * A picture made of an asset.
   *
   * @param format of the asset
   * @param accept what the client says it can show; null if nothing
   */
  static RenditionSource of(
      AssetFacts facts,
      MediaFormat format,
      RenditionOptions options,
      @Nullable String accept,
      AssetBytes bytes) {
    return new RenditionSource(
        facts,
        Renditions.Wanted.of(facts.blob().sha256(), format, options, accept),
        options.byAccept(),
        bytes);
  }

  @Override
  public Validators validators() {
    return new Validators("\"" + wanted.etag() + "\"", facts.modified());
  }

  @Override
  public AssetBody body() {
    RenditionOptions.Format made = wanted.options().format();
    return AssetBody.picture(made == null ? wanted.source() : made.media());
  }

  @Override
  public @Nullable BlobReader ready() {
    Rendered held = bytes.renditions().held(wanted);
    if (held == null) {
      return null;
    }
    bytes.metrics().rendition(Metrics.Rendition.KEPT);
    return new Opened(held);
  }

  @Override
  public BlobReader open() {
    AtomicBoolean opened = new AtomicBoolean();
    Rendered rendered;
    try {
      rendered =
          bytes
              .renditions()
              .rendition(
                  wanted,
                  () -> {
                    opened.set(true);
                    return bytes.blobs().open(facts.blob().key());
                  });
    } catch (VitrineException e) {
      if (e.code() == ErrorCode.TOO_MANY_REQUESTS) {
        bytes.metrics().rendition(Metrics.Rendition.REFUSED);
      }
      throw e;
    }
    if (rendered == null) {
      throw OriginalSource.missing(facts, bytes.assets());
    }
    bytes.metrics().rendition(opened.get() ? Metrics.Rendition.MADE : Metrics.Rendition.KEPT);
    return new Opened(rendered);
  }

  /** A rendition as a blob, which is let go of when it is closed. */
  private record Opened(Rendered rendered) implements BlobReader {
    @Override
    public long size() {
      return rendered.bytes().size();
    }

    @Override
    public InputStream stream(long from, long length) {
      return rendered.bytes().stream(from, length);
    }

    @Override
    public @Nullable FileChannel channel() {
      return rendered.bytes().channel();
    }

    @Override
    public @Nullable ByteBuffer bytes() {
      return rendered.bytes().bytes();
    }

    @Override
    public void close() {
      rendered.close();
    }
  }
}
