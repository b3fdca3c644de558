package dev.vitrine.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.zip.GZIPInputStream;

/**
 * An answer that is a success so far.
 *
 * @param status 200, or 206 where a part was asked for
 * @param delimited whether its end can be told from being cut off
 * @param closing what closing it does besides
 */
record Coming(int status, HttpHeaders headers, BodyPipe pipe, boolean delimited, Runnable closing)
    implements AutoCloseable {
  /** The bytes decompressed. */
  InputStream stream() throws IOException {
    return Gzip.isUsed(headers) ? new GZIPInputStream(pipe, 16 * 1024) : pipe;
  }

  @Override
  public void close() {
    pipe.close();
    closing.run();
  }
}
