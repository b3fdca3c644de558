package dev.vitrine.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.RenditionOptions;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.image.Flight.Landing;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Renditions of pictures: each is made once however many ask for it at the same time, and kept.
 * Bounded in threads, in memory and in how many wait, in all and for one picture; what goes beyond
 * is refused before it costs anything. Safe for use by any number of threads.
 */
public final class Renditions implements AutoCloseable {
  /** What is at most so long is kept in memory, too. */
  private static final int LONGEST_HELD = 256 * 1024;

  /** What an entry takes beside its bytes. */
  private static final int ENTRY_BYTES = 200;

  /** A rendition that is evicted before it is read is made again so many times. */
  private static final int ATTEMPTS = 3;

  private final RenditionSettings settings;
  private final RenditionFolder folder;
  private final RenderMemory memory;
  private final Renderer renderer;
  private final RenditionRefusals refusals;
  private final Cache<String, byte[]> held;
  private final ConcurrentMap<String, Flight> underWay = new ConcurrentHashMap<>();
  private final RenditionQueue queue;
  private final ExecutorService makers;

  /**
   * Opens the folder renditions are kept in.
   *
   * @throws IOException if that cannot be done
   */
  public Renditions(RenditionSettings settings) throws IOException {
    this(settings, InstantSource.system(), Ticker.systemTicker());
  }

  Renditions(RenditionSettings settings, InstantSource clock, Ticker ticker) throws IOException {
    this.settings = settings;
    this.folder = new RenditionFolder(settings.folder(), settings.diskBytes(), clock);
    this.memory = new RenderMemory(settings.limits().memory());
    this.renderer = new Renderer(settings.limits());
    this.refusals = new RenditionRefusals(ticker);
    this.queue = new RenditionQueue(settings.mostWaiting());
    this.held =
        Caffeine.newBuilder()
            .maximumWeight(settings.heldBytes())
            .weigher((String key, byte[] bytes) -> bytes.length + key.length() + ENTRY_BYTES)
            .build();
    // Threads of the platform: work that never waits would keep virtual threads from running.
    this.makers =
        Executors.newFixedThreadPool(
            settings.atOnce(), Thread.ofPlatform().daemon().name("rendition-", 0).factory());
  }

  /**
   * What a rendition is known by.
   *
   * @param blobKey names the picture's bytes for good
   * @param source the format they are known to have
   * @param options with nothing left to be concluded
   * @param etag the same for the same picture and options, without quotes
   */
  public record Wanted(String blobKey, MediaFormat source, RenditionOptions options, String etag) {
    /**
     * A rendition, whether or not it was made already.
     *
     * @param accept the {@code Accept} header; null if there is none
     */
    public static Wanted of(
        String blobKey, MediaFormat source, RenditionOptions options, @Nullable String accept) {
      RenditionOptions resolved = options.resolved(source, accept);
      return new Wanted(blobKey, source, resolved, RenditionKeys.of(blobKey, source, resolved));
    }

    private String pictureKey() {
      return blobKey + "\n" + source.name().toLowerCase(Locale.ROOT);
    }
  }

  /** A rendition if memory holds it, without waiting for anything; null if it does not. */
  public @Nullable Rendered held(Wanted wanted) {
    byte[] bytes = held.getIfPresent(wanted.etag);
    return bytes == null ? null : rendered(new HeldBlob(bytes), wanted, () -> {});
  }

  /**
   * A rendition; null if the opener knows of no picture. To be closed. The picture is opened only
   * if the rendition has to be made.
   *
   * @param opener opens the picture's bytes; called on another thread
   * @throws VitrineException INVALID_PARAMETER if none can be made, of a picture or with options
   *     like these; TOO_MANY_REQUESTS if too many are being made
   * @throws dev.vitrine.asset.AssetStoreException if the picture cannot be read now
   */
  public @Nullable Rendered rendition(
      Wanted wanted, Supplier<? extends @Nullable BlobReader> opener) {
    if (!wanted.source.decodable()) {
      throw VitrineException.invalidParameter(
          "assetId",
          "names no picture that renditions can be made of, but " + wanted.source.mimeType());
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      boolean readable = true;
      try {
        Rendered kept = kept(wanted);
        if (kept != null) {
          return kept;
        }
      } catch (IOException e) {
        readable = false; // Told to the log by the folder.
      }
      Landing landing = make(new Order(wanted, opener, !readable));
      if (!landing.there()) {
        return null;
      }
      byte[] bytes = landing.held();
      if (bytes != null) {
        return ofMemory(wanted, bytes);
      }
    }
    throw RenderMemory.refused();
  }

  /**
   * A rendition to be made.
   *
   * @param anew although the folder has one, which cannot be read
   */
  private record Order(
      Wanted wanted, Supplier<? extends @Nullable BlobReader> opener, boolean anew) {}

  private @Nullable Rendered kept(Wanted wanted) throws IOException {
    Rendered held = held(wanted);
    if (held != null) {
      return held;
    }
    BlobReader file = folder.open(wanted.etag);
    if (file == null) {
      return null;
    }
    if (file.size() <= LONGEST_HELD) {
      try (file;
          InputStream stream = file.stream(0, file.size())) {
        byte[] read = stream.readAllBytes();
        this.held.put(wanted.etag, read);
        return rendered(new HeldBlob(read), wanted, () -> {});
      }
    }
    return rendered(file, wanted, () -> {});
  }

  private Rendered ofMemory(Wanted wanted, byte[] bytes) {
    Runnable release = bytes.length <= LONGEST_HELD ? () -> {} : memory.takeNow(bytes.length);
    return rendered(new HeldBlob(bytes), wanted, release);
  }

  private static Rendered rendered(BlobReader bytes, Wanted wanted, Runnable release) {
    RenditionOptions.Format format = wanted.options.format();
    if (format == null) {
      throw new IllegalArgumentException("options are not resolved");
    }
    return new Rendered(bytes, format.media(), wanted.etag, release);
  }

  private Landing make(Order order) {
    refusals.check(order.wanted.pictureKey(), order.wanted.etag);
    String picture = order.wanted.blobKey;
    queue.enter(picture);
    try {
      Flight flight = underWay.get(order.wanted.etag);
      return flight == null ? begun(order) : joined(flight);
    } finally {
      queue.leave(picture);
    }
  }

  private Landing begun(Order order) {
    String picture = order.wanted.blobKey;
    queue.order(picture);
    Flight mine = new Flight();
    mine.join();
    Flight other = underWay.putIfAbsent(order.wanted.etag, mine);
    if (other != null) {
      queue.made(picture);
      return joined(other);
    }
    long orderedAt = System.nanoTime();
    queue.add(picture, () -> fly(mine, order, orderedAt));
    try {
      makers.execute(() -> queue.next().run());
    } catch (RejectedExecutionException e) {
      underWay.remove(order.wanted.etag, mine);
      VitrineException ended =
          new VitrineException(ErrorCode.UNAVAILABLE, "No renditions are made any more");
      mine.fail(ended); // Another may wait for it already.
      throw ended;
    }
    return mine.await();
  }

  private static Landing joined(Flight flight) {
    flight.join();
    return flight.await();
  }

  private void fly(Flight flight, Order order, long orderedAt) {
    try {
      long waited = System.nanoTime() - orderedAt;
      if (waited > settings.patience().toNanos() || !flight.wanted()) {
        throw RenderMemory.refused();
      }
      Landing landing = landing(order);
      ended(flight, order);
      flight.land(landing);
    } catch (Throwable e) {
      ended(flight, order);
      flight.fail(e);
    }
  }

  /** Told before those who wait, who may order the next at once. */
  private void ended(Flight flight, Order order) {
    underWay.remove(order.wanted.etag, flight);
    queue.made(order.wanted.blobKey);
  }

  private Landing landing(Order order) throws InterruptedException {
    byte[] made = held.getIfPresent(order.wanted.etag);
    if (made != null || (!order.anew && folder.has(order.wanted.etag))) {
      // Made between the look of the one who ordered it and the order.
      return new Landing(true, made);
    }
    try (BlobReader blob = order.opener.get()) {
      if (blob == null) {
        return new Landing(false, null);
      }
      byte[] bytes = rendition(blob, order);
      boolean kept = folder.put(order.wanted.etag, bytes);
      if (bytes.length <= LONGEST_HELD) {
        held.put(order.wanted.etag, bytes);
      }
      return new Landing(true, kept && !order.anew && bytes.length > LONGEST_HELD ? null : bytes);
    }
  }

  private byte[] rendition(BlobReader blob, Order order) throws InterruptedException {
    try {
      RenderPlan plan = renderer.plan(blob, order.wanted.source, order.wanted.options);
      Runnable release = memory.take(plan.bytes());
      try {
        return renderer.render(blob, plan);
      } finally {
        release.run();
      }
    } catch (BrokenPictureException e) {
      VitrineException refusal = RenditionRefusals.broken(order.wanted.source, e);
      refusals.remember(order.wanted.pictureKey(), refusal);
      throw refusal;
    } catch (VitrineException e) {
      refusals.remember(order.wanted.etag, e);
      throw e;
    }
  }

  /** Ends all work; what is under way fails for those who wait. */
  @Override
  public void close() {
    makers.shutdownNow();
    underWay.values().forEach(flight -> flight.fail(RenderMemory.refused()));
  }
}
