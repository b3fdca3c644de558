package dev.vitrine.server.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard output for large results: notices that nobody reads any more, which a print stream keeps
 * to itself.
 */
final class ResultStream extends OutputStream {
  private final PrintStream out;

  ResultStream(PrintStream out) {
    super();
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    check();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    check();
  }

  private void check() throws IOException {
    if (out.checkError()) {
      throw new IOException("the output cannot be written");
    }
  }
}
