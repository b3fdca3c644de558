package dev.vitrine.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.access.Authenticator;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.SigningKey;
import dev.vitrine.bulk.BulkListener;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.catalog.Cursors;
import dev.vitrine.catalog.RepeatedWork;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.Contract;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.server.config.ModelsConfig;
import dev.vitrine.server.http.HttpServer;
import dev.vitrine.server.http.ServerLimits;
import dev.vitrine.store.Change;
import dev.vitrine.store.ChangeFollower;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.WatchedStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the program together: readable from top to bottom, the only place where parts meet. */
public final class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final Duration FOLLOW_EVERY = Duration.ofMillis(100);
  private static final Duration FOLLOW_CLASSES_EVERY = Duration.ofSeconds(1);

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
   * @param indexFolder where the index of lists is kept; null for in memory
   * @param models how long things last in the life of models
   */
  public record Settings(
      String host,
      int port,
      @Nullable URI publicUrl,
      ServerLimits limits,
      long cacheBytes,
      boolean publicReads,
      boolean openMetrics,
      @Nullable Path indexFolder,
      ModelsConfig models) {
    /** The usual life of models, and an index in memory. */
    public Settings(
        String host,
        int port,
        @Nullable URI publicUrl,
        ServerLimits limits,
        long cacheBytes,
        boolean publicReads,
        boolean openMetrics) {
      this(
          host,
          port,
          publicUrl,
          limits,
          cacheBytes,
          publicReads,
          openMetrics,
          null,
          ModelsConfig.STANDARD);
    }

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
      DocumentStore stored, SigningKey key, InstantSource clock, Settings settings)
      throws Exception {
    HttpServer http = HttpServer.bind(settings.host(), settings.port());
    Opened opened = new Opened();
    try {
      opened.add(http);
      ModelFields fields = Contract.modelFields();
      String base =
          settings.publicUrl() == null
              ? http.address().toString()
              : settings.publicUrl().toString();
      RowCache cache = new RowCache(settings.cacheBytes(), Ticker.systemTicker());
      AssetUrls urls = new AssetUrls(base, key, clock);
      RowEncoder encoder = new RowEncoder(fields, urls);
      Authenticator authenticator = new Authenticator(stored);
      Metrics metrics = opened.add(new Metrics());
      CatalogIndex index = opened.add(CatalogIndex.open(settings.indexFolder(), stored, clock));
      metrics.watchCache(cache::size);
      metrics.watchIndex(index::state);
      // Whoever writes through this store finds nothing older than what it wrote.
      DocumentStore store = new WatchedStore(stored, List.of(dropping(cache), index));
      BulkReader reader = new BulkReader(store, new ModelRows(cache, encoder), metrics);
      ChangeFollower follower =
          opened.add(
              ChangeFollower.start(
                  stored,
                  Set.of(Kind.MODEL, Kind.KEY),
                  FOLLOW_EVERY,
                  forgetting(cache, authenticator)));
      CatalogueServices catalogue =
          CatalogueServices.over(store, index, fields, urls, clock, settings.models());
      http.serve(
          new HttpServer.Services(
              store,
              reader,
              encoder,
              fields,
              catalogue,
              index,
              new Cursors(key),
              authenticator,
              metrics,
              settings.limits(),
              settings.publicReads(),
              settings.openMetrics(),
              follower::isFollowing));
      opened.add(
          RepeatedWork.start(
              "sweeper",
              settings.models().sweepEvery(),
              () -> catalogue.sweeper().sweep(clock.instant())));
      opened.add(
          RepeatedWork.start(
              "class-fanout", FOLLOW_CLASSES_EVERY, () -> catalogue.classFanout().advance()));
      return new RunningServer(http, opened, cache, authenticator, index);
    } catch (Exception e) {
      opened.close();
      throw e;
    }
  }

  /** Drops the rows of models that were written here. */
  private static WatchedStore.Watcher dropping(RowCache cache) {
    return new WatchedStore.Watcher() {
      @Override
      public void written(Key key, long revision, @Nullable Draft draft) {
        uncertain(key);
      }

      @Override
      public void uncertain(Key key) {
        if (key.kind() == Kind.MODEL) {
          cache.invalidate(key.id());
        }
      }
    };
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

  /** What was opened, to be closed the other way round. */
  private static final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private <T extends AutoCloseable> T add(T part) {
      parts.push(part);
      return part;
    }

    @Override
    public void close() {
      while (!parts.isEmpty()) {
        try {
          parts.pop().close();
        } catch (Exception e) {
          LOG.warn("A part of the server did not close in order", e);
        }
      }
    }
  }

  /** A server that answers. */
  public record RunningServer(
      HttpServer http,
      AutoCloseable parts,
      RowCache cache,
      Authenticator authenticator,
      CatalogIndex index)
      implements AutoCloseable {
    /** The address it is bound to. */
    public URI address() {
      return http.address();
    }

    /** Lets requests under way finish, then stops everything it started. */
    @Override
    public void close() {
      http.close();
      try {
        parts.close();
      } catch (Exception e) {
        LOG.warn("The server did not close in order", e);
      }
    }
  }
}
