package dev.vitrine.client;

import java.io.IOException;
import java.io.OutputStream;

/** A stream of the caller's, which stays open. What was written to it stays written. */
final class StreamSink implements Sink {
  private final OutputStream target;

  StreamSink(OutputStream target) {
    this.target = target;
  }

  @Override
  public void open() {}

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    target.write(bytes, 0, length);
  }

  @Override
  public boolean isRestartable() {
    return false;
  }

  @Override
  public void restart() throws IOException {
    throw new IOException("what was written to a stream stays written");
  }

  @Override
  public void commit() throws IOException {
    target.flush();
  }

  @Override
  public void close() {}
}
