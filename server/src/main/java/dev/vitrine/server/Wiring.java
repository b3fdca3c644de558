package dev.vitrine.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.access.Authenticator;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.MediaInspector;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.asset.UploadUrls;
import dev.vitrine.bulk.BulkListener;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.catalog.Cursors;
import dev.vitrine.catalog.RepeatedWork;
import dev.vitrine.catalog.ServedAssets;
import dev.vitrine.image.ImageInspector;
import dev.vitrine.image.RenderLimits;
import dev.vitrine.image.RenditionSettings;
import dev.vitrine.image.Renditions;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.Contract;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.server.config.AssetsConfig;
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
import java.io.IOException;
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
  private static final Duration LOOK_AFTER_UPLOADS_EVERY = Duration.ofSeconds(5);
  private static final Duration UPLOAD_URLS_FOR = Duration.ofHours(24);

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
   * @param assets how assets are kept and changed
   * @param renditionFolder where renditions that were made are kept; null for a temporary one
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
      ModelsConfig models,
      AssetsConfig assets,
      @Nullable Path renditionFolder) {
    /** The usual life of models and assets, and an index in memory. */
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
          ModelsConfig.STANDARD,
          AssetsConfig.STANDARD,
          null);
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
      DocumentStore store, SigningKeys keys, String publicBase, InstantSource clock) {
    ModelFields fields = Contract.modelFields();
    RowEncoder encoder = new RowEncoder(fields, new AssetUrls(publicBase, keys, clock));
    return new BulkReader(
        store, new ModelRows(new RowCache(0, Ticker.systemTicker()), encoder), BulkListener.NONE);
  }

  /**
   * A running server. It does not own the stores: whoever opened them closes them, after the
   * server.
   *
   * @param blobs where the bytes of assets are
   * @throws IOException if the port cannot be had
   */
  public static RunningServer start(
      DocumentStore stored,
      AssetStore blobs,
      SigningKeys keys,
      InstantSource clock,
      Settings settings)
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
      AssetUrls urls = new AssetUrls(base, keys, clock);
      RowEncoder encoder = new RowEncoder(fields, urls);
      Authenticator authenticator = new Authenticator(stored);
      Metrics metrics = opened.add(new Metrics());
      ServedAssets served = new ServedAssets(stored);
      Renditions renditions = renditions(settings, opened);
      CatalogIndex index = opened.add(CatalogIndex.open(settings.indexFolder(), stored, clock));
      metrics.watchCache(cache::size);
      metrics.watchIndex(index::state);
      // Whoever writes through this store finds nothing older than what it wrote.
      DocumentStore store = new WatchedStore(stored, List.of(dropping(cache, served), index));
      BulkReader reader = new BulkReader(store, new ModelRows(cache, encoder), metrics);
      ChangeFollower follower =
          opened.add(
              ChangeFollower.start(
                  stored,
                  Set.of(Kind.MODEL, Kind.ASSET, Kind.KEY),
                  FOLLOW_EVERY,
                  forgetting(cache, served, authenticator)));
      MediaInspector inspector = new ImageInspector();
      CatalogueServices catalogue =
          CatalogueServices.over(
              store,
              blobs,
              inspector,
              index,
              fields,
              urls,
              keys,
              clock,
              settings.models(),
              settings.assets());
      UploadServices uploads =
          opened.add(
              UploadServices.over(
                  store,
                  blobs,
                  inspector,
                  catalogue,
                  new UploadUrls(base, keys, clock, UPLOAD_URLS_FOR),
                  metrics,
                  clock,
                  settings.assets().uploads()));
      http.serve(
          new HttpServer.Services(
              store,
              reader,
              encoder,
              fields,
              catalogue,
              uploads,
              index,
              new AssetBytes(served, blobs, renditions, keys, clock, metrics),
              new Cursors(keys),
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
              () -> {
                catalogue.sweeper().sweep(clock.instant());
                catalogue.assets().removal().resume();
                catalogue.assets().withdrawal().resume();
              }));
      opened.add(
          RepeatedWork.start(
              "class-fanout", FOLLOW_CLASSES_EVERY, () -> catalogue.classFanout().advance()));
      opened.add(
          RepeatedWork.start(
              "uploads", LOOK_AFTER_UPLOADS_EVERY, () -> uploads.sweep().sweep(clock.instant())));
      return new RunningServer(http, opened, cache, authenticator, index);
    } catch (Exception e) {
      opened.close();
      throw e;
    }
  }

  /** Opens the folder of renditions, or one that goes with the server. */
  private static Renditions renditions(Settings settings, Opened opened) throws IOException {
    Path folder = settings.renditionFolder();
    RenditionSettings standard =
        RenditionSettings.standard(
            folder == null ? opened.add(TemporaryFolder.make("vitrine-renditions")).path() : folder,
            settings.assets().renditionCache().bytes());
    long memory =
        (long) (Runtime.getRuntime().maxMemory() * settings.assets().renditionHeapShare());
    return opened.add(
        new Renditions(
            new RenditionSettings(
                standard.folder(),
                standard.diskBytes(),
                standard.heldBytes(),
                new RenderLimits(standard.limits().mostPixels(), memory),
                standard.atOnce(),
                standard.mostWaiting(),
                standard.patience())));
  }

  /** Drops what is kept of models and assets that were written here. */
  private static WatchedStore.Watcher dropping(RowCache cache, ServedAssets served) {
    return new WatchedStore.Watcher() {
      @Override
      public void written(Key key, long revision, @Nullable Draft draft) {
        uncertain(key);
      }

      @Override
      public void uncertain(Key key) {
        if (key.kind() == Kind.MODEL) {
          cache.invalidate(key.id());
        } else if (key.kind() == Kind.ASSET) {
          served.invalidate(key.id());
        }
      }
    };
  }

  private static ChangeFollower.Listener forgetting(
      RowCache cache, ServedAssets served, Authenticator authenticator) {
    return new ChangeFollower.Listener() {
      @Override
      public void changed(Change change) {
        switch (change.key().kind()) {
          case MODEL -> cache.invalidate(change.key().id());
          case ASSET -> served.invalidate(change.key().id());
          case KEY -> authenticator.invalidate(change.key().id());
          case COLLECTION,
              PROJECT,
              TEAM,
              RESERVATION,
              TRASH,
              CLASS,
              IDEMPOTENCY,
              WORK,
              UPLOAD,
              CATALOGUE -> {}
        }
      }

      @Override
      public void lost() {
        cache.invalidateAll();
        served.invalidateAll();
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
