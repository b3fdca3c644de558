package dev.vitrine.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port at which nobody listens as long as this is open. It is taken: a free one might be given to
 * another, or to the very connection that is to be refused.
 */
final class SilentPort implements AutoCloseable {
  private final Socket taken = new Socket();

  SilentPort() {
    try {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + taken.getLocalPort();
  }

  @Override
  public void close() {
    try {
      taken.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
