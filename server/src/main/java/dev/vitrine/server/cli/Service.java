package dev.vitrine.server.cli;

import dev.vitrine.asset.SigningKey;
import dev.vitrine.server.Wiring;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A server over an open data folder, which it closes with itself. */
final class Service implements AutoCloseable {
  private static final String SIGNING_KEY = "signing-key";

  private final Catalogue catalogue;
  private final Wiring.RunningServer server;

  private Service(Catalogue catalogue, Wiring.RunningServer server) {
    this.catalogue = catalogue;
    this.server = server;
  }

  /**
   * Starts to answer.
   *
   * @param catalogue opened as a server; closed if this fails
   */
  static Service start(Catalogue catalogue, Wiring.Settings settings) throws Exception {
    try {
      SigningKey key = signingKey(catalogue.folder());
      return new Service(
          catalogue, Wiring.start(catalogue.store(), key, catalogue.clock(), settings));
    } catch (IOException e) {
      catalogue.close();
      throw new CommandFailure(
          "The port "
              + settings.port()
              + " of "
              + Terminal.shown(settings.host())
              + " cannot be had ("
              + why(e)
              + "): stop what uses it, or choose another with --port or --host.");
    } catch (Exception e) {
      catalogue.close();
      throw e;
    }
  }

  private static String why(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof UnresolvedAddressException
        ? "the host is not known"
        : String.valueOf(cause.getMessage());
  }

  /** The key asset URLs of a data folder are signed with. */
  static SigningKey signingKey(Path folder) {
    try {
      return SigningKey.loadOrCreate(folder.resolve(SIGNING_KEY));
    } catch (IOException e) {
      throw new CommandFailure("The signing key cannot be used: " + e.getMessage() + ".");
    }
  }

  URI address() {
    return server.address();
  }

  /**
   * From now on, being told to end by a signal ends the process in order, and with status 0.
   *
   * @param last what is to be done after everything was closed
   */
  void endOnSignal(Runnable last) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    close();
                    last.run();
                  } finally {
                    NativeFolder.clear();
                    Logging.flush();
                    Runtime.getRuntime().halt(0); // An orderly end by signal is no failure.
                  }
                },
                "shutdown"));
  }

  /** Serves until the process is told to end, which it must be by {@link #endOnSignal}. */
  void awaitTermination() throws InterruptedException {
    new CountDownLatch(1).await(); // The hook ends the process.
  }

  @Override
  public void close() {
    try (catalogue) {
      server.close();
    }
  }
}
