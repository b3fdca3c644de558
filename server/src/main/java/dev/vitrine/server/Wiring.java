package dev.vitrine.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.access.Authenticator;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.SigningKey;
import dev.vitrine.bulk.BulkListener;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.model.Contract;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.server.http.HttpServer;
import dev.vitrine.server.http.ServerLimits;
import dev.vitrine.store.Change;
import dev.vitrine.store.ChangeFollower;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the program together: readable from top to bottom, the only place where parts meet. */
public final class Wiring {
  private static final Duration FOLLOW_EVERY = Duration.ofMillis(100);

  private Wiring() {}

  /**
   * How a server is to run.
   *
   * @param port 0 for any free one
   * @param publicUrl what clients reach it by, without a trailing slash; null for the address it is
   *     bound to
   * @param cacheBytes of heap for rows
   * @param publicReads whether {@code public-auth-token} is accepted
   * @param openMetrics whether {@code /metrics} needs no credentials
   */
  public record Settings(
      String host,
      int port,
      @Nullable URI publicUrl,
      ServerLimits limits,
      long cacheBytes,
      boolean publicReads,
      boolean openMetrics) {
    /** The defaults, on any free port of the loopback interface. */
    public static Settings onLoopback() {
      return new Settings(
          "127.0.0.1",
          0,
          null,
          ServerLimits.DEFAULT,
          Runtime.getRuntime().maxMemory() / 4,
          false,
          true);
    }
  }

  /** A reader over a store without a server, for the command line. */
  public static BulkReader reader(
      DocumentStore store, SigningKey key, String publicBase, InstantSource clock) {
    ModelFields fields = Contract.modelFields();
    RowEncoder encoder = new RowEncoder(fields, new AssetUrls(publicBase, key, clock));
    return new BulkReader(
        store, new ModelRows(new RowCache(0, Ticker.systemTicker()), encoder), BulkListener.NONE);
  }

  /**
   * A running server. It does not own the store: whoever opened it closes it, after the server.
   *
   * @throws java.io.IOException if the port cannot be had
   */
  public static RunningServer start(
      DocumentStore store, SigningKey key, InstantSource clock, Settings settings)
      throws Exception {
    HttpServer http = HttpServer.bind(settings.host(), settings.port());
    try {
      ModelFields fields = Contract.modelFields();
      String base =
          settings.publicUrl() == null
              ? http.address().toString()
              : settings.publicUrl().toString();
      RowCache cache = new RowCache(settings.cacheBytes(), Ticker.systemTicker());
      RowEncoder encoder = new RowEncoder(fields, new AssetUrls(base, key, clock));
      Metrics metrics = new Metrics();
      metrics.watchCache(cache::size);
      BulkReader reader = new BulkReader(store, new ModelRows(cache, encoder), metrics);
      Authenticator authenticator = new Authenticator(store);
      ChangeFollower follower =
          ChangeFollower.start(
              store, Set.of(Kind.MODEL, Kind.KEY), FOLLOW_EVERY, forgetting(cache, authenticator));
      try {
        http.serve(
            new HttpServer.Services(
                store,
                reader,
                fields,
                authenticator,
                metrics,
                settings.limits(),
                settings.publicReads(),
                settings.openMetrics(),
                follower::isFollowing));
      } catch (Exception e) {
        follower.close();
        metrics.close();
        throw e;
      }
      return new RunningServer(http, follower, metrics, cache, authenticator);
    } catch (Exception e) {
      http.close();
      throw e;
    }
  }

  private static ChangeFollower.Listener forgetting(RowCache cache, Authenticator authenticator) {
    return new ChangeFollower.Listener() {
      @Override
      public void changed(Change change) {
        switch (change.key().kind()) {
          case MODEL -> cache.invalidate(change.key().id());
          case KEY -> authenticator.invalidate(change.key().id());
          case ASSET, COLLECTION, PROJECT, TEAM, RESERVATION, TRASH, CLASS, IDEMPOTENCY, WORK -> {}
        }
      }

      @Override
      public void lost() {
        cache.invalidateAll();
        authenticator.invalidateAll();
      }
    };
  }

  /** A server that answers. */
  public record RunningServer(
      HttpServer http,
      ChangeFollower follower,
      Metrics metrics,
      RowCache cache,
      Authenticator authenticator)
      implements AutoCloseable {
    /** The address it is bound to. */
    public URI address() {
      return http.address();
    }

    /** Lets requests under way finish, then stops everything it started. */
    @Override
    public void close() {
      try (metrics;
          follower) {
        http.close();
      }
    }
  }
}
