package dev.vitrine.server.cli;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.OwnedAssetStore;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.server.Wiring;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A server over an open data folder, which it closes with itself. */
final class Service implements AutoCloseable {
  private final Catalogue catalogue;
  private final AssetStore assets;
  private final Wiring.RunningServer server;

  private Service(Catalogue catalogue, AssetStore assets, Wiring.RunningServer server) {
    this.catalogue = catalogue;
    this.assets = assets;
    this.server = server;
  }

  /** What holds the bytes of assets, once the catalogue is open. */
  interface Assets {
    AssetStore open();
  }

  /**
   * Starts to answer.
   *
   * @param catalogue opened as a server; closed if this fails
   */
  static Service start(Catalogue catalogue, Assets opener, Wiring.Settings settings)
      throws Exception {
    AssetStore assets = null;
    try {
      assets = opener.open();
      if (assets instanceof OwnedAssetStore owned) {
        AssetStores.claim(owned);
      }
      SigningKeys keys = AssetStores.signingKeys(settings.assets(), catalogue.folder());
      return new Service(
          catalogue,
          assets,
          Wiring.start(catalogue.store(), assets, keys, catalogue.clock(), settings));
    } catch (IOException e) {
      close(catalogue, assets);
      throw new CommandFailure(
          "The port "
              + settings.port()
              + " of "
              + Terminal.shown(settings.host())
              + " cannot be had ("
              + why(e)
              + "): stop what uses it, or choose another with --port or --host.");
    } catch (Exception e) {
      close(catalogue, assets);
      throw e;
    }
  }

  private static void close(Catalogue catalogue, @Nullable AssetStore assets) {
    try (catalogue) {
      if (assets != null) {
        assets.close();
      }
    }
  }

  private static String why(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof UnresolvedAddressException
        ? "the host is not known"
        : String.valueOf(cause.getMessage());
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
    try (catalogue;
        assets) {
      server.close();
    }
  }
}
