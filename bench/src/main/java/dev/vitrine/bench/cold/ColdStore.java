package dev.vitrine.bench.cold;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.access.Caller;
import dev.vitrine.access.Role;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.bulk.BulkListener;
import dev.vitrine.bulk.BulkQuery;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.model.Contract;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.row.Audience;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.Row;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.row.TrainingImages;
import dev.vitrine.row.View;
import dev.vitrine.store.Document;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.sql.EmbeddedStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * The documents of a data folder, made into rows in two ways: as a bulk read does it with an empty
 * cache, and by the least that has to be done. Both run on a virtual thread, as they do in a
 * server.
 */
public final class ColdStore implements AutoCloseable {
  private static final View VIEW =
      new View(false, false, true, TrainingImages.FIRST_THREE, false, null);
  private static final int CACHE_SHARE = 4;

  private final EmbeddedStore store;
  private final Caller caller;
  private final RowEncoder encoder =
      new RowEncoder(
          Contract.modelFields(),
          new AssetUrls("http://127.0.0.1", SigningKeys.random(), InstantSource.system()));

  private ColdStore(EmbeddedStore store, Caller caller) {
    this.store = store;
    this.caller = caller;
  }

  /** Opens a folder, for a caller of the project that owns a model. */
  public static ColdStore open(Path data, String id) {
    EmbeddedStore store = EmbeddedStore.open(data, dev.vitrine.store.sql.Role.TOOL);
    Document document = Objects.requireNonNull(store.fetch(Key.model(id)), id);
    return new ColdStore(store, new Caller.KeyHolder("apiu_bench", document.owner(), Role.READER));
  }

  /** A way to make rows of models that are asked for. */
  private interface Way {
    void rows(List<String> ids, Consumer<Row> sink);
  }

  /**
   * What was done.
   *
   * @param microsARequest on average
   * @param processorMicros of the whole process for a request, which others on the machine disturb
   *     less
   */
  public record Seen(
      int requests, int rows, long rowBytes, double microsARequest, double processorMicros) {}

  /** A bulk reader with a cache of a quarter of the heap that is empty at first. */
  public Seen reader(List<List<String>> requests) throws InterruptedException {
    return timed(requests, reader());
  }

  /** The engine's own multi-get, and each document decoded and encoded. */
  public Seen engine(List<List<String>> requests) throws InterruptedException {
    return timed(requests, this::engine);
  }

  /** Whether both ways make the same rows. */
  public boolean agree(List<String> ids) {
    List<String> read = new ArrayList<>();
    List<String> made = new ArrayList<>();
    reader().rows(ids, row -> read.add(row.etag()));
    engine(ids, row -> made.add(row.etag()));
    return read.size() == ids.size() && read.equals(made);
  }

  private Way reader() {
    RowCache cache =
        new RowCache(Runtime.getRuntime().maxMemory() / CACHE_SHARE, Ticker.systemTicker());
    BulkReader reader = new BulkReader(store, new ModelRows(cache, encoder), BulkListener.NONE);
    return (ids, sink) ->
        reader.read(caller, new BulkQuery(ids, VIEW, false, Map.of(), false), sink::accept);
  }

  private void engine(List<String> ids, Consumer<Row> sink) {
    Fetched fetched = store.fetch(ids.stream().map(Key::model).toList(), Long.MAX_VALUE);
    for (Document document : fetched.documents()) {
      ModelDocument model = ModelDocument.decode(Objects.requireNonNull(document).body().array());
      sink.accept(encoder.encode(document.revision(), model, VIEW, Audience.OWNER));
    }
  }

  private static Seen timed(List<List<String>> requests, Way way) throws InterruptedException {
    System.gc(); // What the one before left is not to be cleared away while this one is timed.
    FutureTask<Seen> task =
        new FutureTask<>(() -> {
          int[] rows = {0};
          long[] bytes = {0};
          Duration used = processorTime();
          long begin = System.nanoTime();
          for (List<String> ids : requests) {
            way.rows(
                ids,
                row -> {
                  rows[0]++;
                  bytes[0] += row.json().length;
                });
          }
          double micros = (System.nanoTime() - begin) / 1e3;
          double processor = processorTime().minus(used).toNanos() / 1e3;
          return new Seen(
              requests.size(),
              rows[0],
              bytes[0],
              micros / requests.size(),
              processor / requests.size());
        });
    Thread.ofVirtual().start(task).join();
    return task.resultNow();
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    store.close();
  }
}
