package dev.vitrine.server.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.access.Authenticator;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.catalog.Cursors;
import dev.vitrine.catalog.TagList;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.Contract;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.server.AssetBytes;
import dev.vitrine.server.CatalogueServices;
import dev.vitrine.server.Metrics;
import dev.vitrine.server.UploadServices;
import dev.vitrine.store.DocumentStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty with our handlers. Bound first, so that its address is known to those who make URLs;
 * serving later.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  /** Beside those that serve connections: for accepting, timing and Jetty's own work. */
  private static final int SPARE_THREADS = 16;

  /**
   * Connections that may wait to be accepted, if the system allows as many: those beyond try again
   * only after a second.
   */
  private static final int ACCEPT_QUEUE = 1024;

  /** Answers are written through pooled buffers of up to this size. */
  private static final int LARGEST_BUFFER = 512 * 1024;

  private static final int BUFFER_STEP = 8 * 1024;

  private final Server server;
  private final GuardedConnector connector;
  private List<Route> routes = List.of();
  private final ExecutorService virtualThreads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());

  private HttpServer(Server server, GuardedConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Takes a port; nothing is answered yet.
   *
   * @param port 0 for any free one
   * @throws IOException if it cannot be had
   */
  public static HttpServer bind(String host, int port) throws IOException {
    // What memory holds is answered on these threads, so every processor can be one's own.
    int selectors = Runtime.getRuntime().availableProcessors();
    QueuedThreadPool threads = new QueuedThreadPool(2 * selectors + SPARE_THREADS);
    threads.setName("http");
    Server server =
        new Server(threads, null, new ArrayByteBufferPool(0, BUFFER_STEP, LARGEST_BUFFER));
    server.setErrorHandler(new JettyErrors());
    server.setStopTimeout(SHUTDOWN.toMillis());
    GuardedConnector connector =
        new GuardedConnector(server, selectors, new HttpConnectionFactory(configuration()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setShutdownIdleTimeout(SHUTDOWN.toMillis());
    server.addConnector(connector);
    connector.open();
    return new HttpServer(server, connector);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(ServerLimits.HEADER_BYTES);
    configuration.setUriCompliance(
        UriCompliance.UNSAFE); // Ids in paths hold anything; we decode them ourselves, strictly.
    return configuration;
  }

  /**
   * What requests are answered with.
   *
   * @param current whether changes made elsewhere are being followed
   */
  public record Services(
      DocumentStore store,
      BulkReader reader,
      RowEncoder encoder,
      ModelFields fields,
      CatalogueServices catalogue,
      UploadServices uploads,
      CatalogIndex index,
      AssetBytes bytes,
      Cursors cursors,
      Authenticator authenticator,
      Metrics metrics,
      ServerLimits limits,
      boolean publicReads,
      boolean openMetrics,
      BooleanSupplier current) {}

  /** Begins to answer. */
  public void serve(Services services) throws Exception {
    DocsRoutes docs = new DocsRoutes();
    Admission admission = new Admission(services.limits().admission());
    routes = routes(services, admission, docs);
    Offload offload = new Offload(virtualThreads);
    Handler bulk =
        new BulkReadHandler(
            offload.around(ApiServlet.handler(routes, admission, services.limits())),
            services.reader(),
            new BulkRequest(services.fields(), services.limits()),
            services.limits(),
            offload,
            admission);
    Handler assets = new AssetHandler(bulk, services.bytes(), offload);
    Set<String> open = new HashSet<>(Routes.OPEN);
    open.addAll(docs.paths());
    if (services.openMetrics()) {
      open.add(Routes.METRICS);
    }
    Handler authenticated =
        new Authentication(
            assets,
            services.authenticator(),
            open,
            services.publicReads(),
            new RequestRate(services.limits().rate(), Ticker.systemTicker()),
            offload);
    connector.limit(services.limits().connection());
    Handler parts =
        new UploadPartHandler(
            authenticated, services.uploads().uploads(), services.uploads().urls(), offload);
    GracefulHandler graceful = new GracefulHandler(new Boundary(parts));
    graceful.setShutdownIdleTimeout(SHUTDOWN.toMillis());
    server.setHandler(graceful);
    server.setRequestLog(new AccessLog(services.metrics()));
    server.start();
  }

  private static List<Route> routes(Services services, Admission admission, DocsRoutes docs) {
    return Routes.table(
        new ModelRoutes(services.reader(), services.limits()),
        new ListRoutes(
            services.index(),
            services.reader(),
            new DeletedRows(services.store(), services.encoder()),
            services.cursors(),
            services.fields(),
            admission,
            services.limits()),
        new WriteRoutes(services.catalogue(), services.encoder(), services.limits()),
        new PartRoutes(services.catalogue().parts(), services.limits()),
        new TrainingImageRoutes(
            services.catalogue(), services.catalogue().trainingImages(), services.limits()),
        new PresetRoutes(
            services.catalogue(), services.catalogue().parts().presets(), services.limits()),
        new CollectionRoutes(
            services.catalogue(),
            services.catalogue().collections(),
            services.catalogue().collectionDeletion(),
            services.cursors(),
            services.limits()),
        new AssetRoutes(services.catalogue(), services.limits()),
        new AssetListRoutes(
            services.catalogue().assets().reads(),
            services.cursors(),
            new AssetListQuery(Contract.assetTypes()),
            admission,
            services.limits()),
        new TagRoutes(new TagList(services.index()), services.cursors(), services.limits()),
        new UploadRoutes(services.catalogue(), services.uploads(), services.limits()),
        new ServiceRoutes(
            services.store(),
            services.limits(),
            services.catalogue().idempotency().kept(),
            services.uploads().uploads().limits().mostBytes(),
            services.catalogue().trainingImages().most(),
            services.metrics(),
            services.openMetrics(),
            services.current()),
        docs);
  }

  /** What it answers; nothing before it serves. */
  List<Route> routes() {
    return routes;
  }

  /** The address it is bound to: {@code http://127.0.0.1:8080}. */
  public URI address() {
    String host = connector.getHost() == null ? "127.0.0.1" : connector.getHost();
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + connector.getLocalPort());
  }

  /**
   * Stops listening, lets requests under way finish, for twenty seconds at most, and ends whatever
   * is left of them.
   */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("Some requests did not end in time and were broken off: {}", e.toString());
    }
    connector.close();
    virtualThreads.shutdownNow();
    try {
      if (!virtualThreads.awaitTermination(LAST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("Some requests are still being worked on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
