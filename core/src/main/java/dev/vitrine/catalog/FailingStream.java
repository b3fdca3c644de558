package dev.vitrine.catalog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that remembers how it failed, since a JSON parser tells a failing disk from a wrong
 * character by neither name.
 */
final class FailingStream extends FilterInputStream {
  private @Nullable IOException failure;

  FailingStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** What the stream failed with; null if it has not. */
  @Nullable IOException failure() {
    return failure;
  }
}
