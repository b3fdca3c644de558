package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.asset.RenditionOptions;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.image.Renditions.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RenditionsTest {
  private static final byte[] PNG = Pictures.encode(Pictures.corners(64, 64), "png");

  @TempDir private Path folder;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicLong ticks = new AtomicLong();
  private final Ticker ticker = ticks::get;

  private RenditionSettings settings(int atOnce, int mostWaiting, long memory) {
    return new RenditionSettings(
        folder,
        10_000_000,
        1_000_000,
        new RenderLimits(100_000_000, memory),
        atOnce,
        mostWaiting,
        Duration.ofMinutes(1));
  }

  private Renditions open(RenditionSettings settings) throws IOException {
    return new Renditions(settings, InstantSource.system(), ticker);
  }

  private Renditions open() throws IOException {
    return open(settings(2, 100, 64_000_000));
  }

  private Supplier<BlobReader> opener(byte[] bytes) {
    return () -> {
      opened.incrementAndGet();
      return new HeldBlob(bytes);
    };
  }

  private static byte[] read(@Nullable Rendered rendered) throws IOException {
    if (rendered == null) {
      throw new IOException("there is none");
    }
    try (rendered;
        InputStream stream = rendered.bytes().stream(0, rendered.bytes().size())) {
      return stream.readAllBytes();
    }
  }

  private byte[] rendition(Renditions renditions, String blob, String query) throws IOException {
    return read(
        renditions.rendition(
            Wanted.of(blob, MediaFormat.PNG, Renders.options(query), "image/webp"), opener(PNG)));
  }

  @Test
  void aRenditionIsMadeOnceAndKept() throws IOException {
    byte[] first;
    try (Renditions renditions = open()) {
      first = rendition(renditions, "a", "width=16");
      assertThat(Pictures.decode(first).getWidth()).isEqualTo(16);
      assertThat(rendition(renditions, "a", "width=16&format=png")).isEqualTo(first);
      assertThat(opened).hasValue(1);
      rendition(renditions, "b", "width=16");
      assertThat(Pictures.formatOf(rendition(renditions, "a", "width=16&format=auto")))
          .isEqualTo(MediaFormat.WEBP);
      assertThat(opened).hasValue(3);
    }
    try (Renditions renditions = open()) {
      assertThat(rendition(renditions, "a", "width=16")).isEqualTo(first);
      assertThat(opened).as("kept over a restart").hasValue(3);
    }
  }

  @Test
  void etagsAreKnownBeforeAnythingIsMade() throws IOException {
    try (Renditions renditions = open()) {
      String etag =
          Wanted.of("a", MediaFormat.PNG, Renders.options("width=9&format=auto"), null).etag();
      try (Rendered rendered =
          renditions.rendition(
              Wanted.of("a", MediaFormat.PNG, Renders.options("width=9"), null), opener(PNG))) {
        assertThat(rendered).isNotNull();
        assertThat(rendered == null ? "" : rendered.etag()).isEqualTo(etag);
        assertThat(rendered == null ? null : rendered.format()).isEqualTo(MediaFormat.PNG);
      }
    }
  }

  @Test
  void whatIsLargeIsReadFromTheFolder() throws IOException {
    byte[] noise = Pictures.encode(Noise.image(400, 400, 3), "png");
    try (Renditions renditions = open();
        Rendered rendered =
            renditions.rendition(
                Wanted.of("a", MediaFormat.PNG, Renders.options("blur=0.3"), null),
                opener(noise))) {
      assertThat(rendered).isNotNull();
      if (rendered != null) {
        assertThat(rendered.bytes().file()).isNotNull();
        assertThat(rendered.bytes().size()).isGreaterThan(256 * 1024);
      }
    }
  }

  @Test
  void aDiskThatTakesNothingMeansOnlyThatNothingIsKept() throws IOException {
    try (Renditions renditions = open()) {
      for (int i = 0; i < 256; i++) {
        Files.writeString(folder.resolve(String.format("%02x", i)), "in the way");
      }
      assertThat(rendition(renditions, "a", "width=16")).isNotEmpty();
      byte[] noise = Pictures.encode(Noise.image(400, 400, 3), "png");
      for (int i = 0; i < 200; i++) {
        byte[] large =
            read(
                renditions.rendition(
                    Wanted.of("n" + i, MediaFormat.PNG, Renders.options("rotate=90"), null),
                    opener(noise)));
        assertThat(large.length).isGreaterThan(256 * 1024);
      }
    }
  }

  @Test
  void whatCannotBeReadIsMadeAnewAndKeptAgain() throws IOException {
    byte[] noise = Pictures.encode(Noise.image(400, 400, 3), "png");
    Wanted small = Wanted.of("a", MediaFormat.PNG, Renders.options("width=16"), null);
    Wanted large = Wanted.of("a", MediaFormat.PNG, Renders.options("blur=0.3"), null);
    for (Wanted wanted : List.of(small, large)) {
      opened.set(0);
      byte[] first;
      try (Renditions renditions = open()) {
        first = read(renditions.rendition(wanted, opener(noise)));
      }
      Path file;
      try (Stream<Path> files = Files.walk(folder)) {
        file =
            files
                .filter(each -> each.getFileName().toString().startsWith(wanted.etag()))
                .findFirst()
                .orElseThrow();
      }
      try (Renditions renditions = open()) {
        Files.delete(file);
        Files.createSymbolicLink(file, file); // No file can be opened here, whoever asks.
        assertThat(read(renditions.rendition(wanted, opener(noise)))).isEqualTo(first);
        assertThat(opened).hasValue(2);
      }
      assertThat(file).isRegularFile();
      try (Renditions renditions = open()) {
        assertThat(read(renditions.rendition(wanted, opener(noise)))).isEqualTo(first);
        assertThat(opened).as("read again").hasValue(2);
      }
    }
  }

  @Test
  void askedForByManyItIsMadeOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Supplier<BlobReader> slow =
        () -> {
          opened.incrementAndGet();
          awaitQuietly(go);
          return new HeldBlob(PNG);
        };
    try (Renditions renditions = open();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        all.add(
            callers.submit(() ->
                read(
                    renditions.rendition(
                        Wanted.of("a", MediaFormat.PNG, Renders.options("width=5"), null), slow))));
      }
      go.countDown();
      for (Future<byte[]> one : all) {
        assertThat(one.get()).isEqualTo(all.get(0).get());
      }
      assertThat(opened).hasValue(1);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFailureFailsAllWhoWaitedAndTheNextOneTriesAgain() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Supplier<BlobReader> away =
        () -> {
          opened.incrementAndGet();
          awaitQuietly(go);
          throw new AssetStoreException(
              AssetStoreException.Reason.UNAVAILABLE, "the store is away", null);
        };
    try (Renditions renditions = open();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<@Nullable Rendered>> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(
            callers.submit(() ->
                renditions.rendition(
                    Wanted.of("a", MediaFormat.PNG, Renders.options("width=5"), null), away)));
      }
      go.countDown();
      for (Future<@Nullable Rendered> one : all) {
        assertThatThrownBy(one::get)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(AssetStoreException.class);
      }
      assertThat(rendition(renditions, "a", "width=5")).isNotEmpty();
    }
  }

  @Test
  void aBrokenPictureIsNotTriedAgainForAWhile() throws IOException {
    byte[] broken = PNG.clone();
    for (int i = 60; i < 80; i++) {
      broken[i] = 7;
    }
    try (Renditions renditions = open()) {
      for (int i = 1; i < 20; i++) {
        String query = "width=" + i;
        assertThatThrownBy(() ->
                renditions.rendition(
                    Wanted.of("a", MediaFormat.PNG, Renders.options(query), null), opener(broken)))
            .isInstanceOfSatisfying(
                VitrineException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
      }
      assertThat(opened).hasValue(1);
      ticks.addAndGet(Duration.ofMinutes(2).toNanos());
      assertThat(rendition(renditions, "a", "width=5")).isNotEmpty();
    }
  }

  @Test
  void whatIsNotThereIsNull() throws IOException {
    try (Renditions renditions = open()) {
      assertThat(
              renditions.rendition(
                  Wanted.of("a", MediaFormat.PNG, Renders.options("width=5"), null), () -> null))
          .isNull();
    }
  }

  @Test
  void whatIsNoPictureIsRefusedUnopened() throws IOException {
    try (Renditions renditions = open()) {
      assertThatThrownBy(() ->
              renditions.rendition(
                  Wanted.of("a", MediaFormat.SVG, Renders.options("width=5"), null), opener(PNG)))
          .isInstanceOf(VitrineException.class)
          .hasMessageContaining("image/svg+xml");
      assertThat(opened).hasValue(0);
    }
  }

  @Test
  void beyondThoseWhoMayWaitEverybodyIsRefusedAtOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(2);
    Set<Thread> makers = ConcurrentHashMap.newKeySet();
    Supplier<BlobReader> slow =
        () -> {
          makers.add(Thread.currentThread());
          begun.countDown();
          awaitQuietly(go);
          return new HeldBlob(PNG);
        };
    try (Renditions renditions = open(settings(2, 8, 64_000_000));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger refused = new AtomicInteger();
      CountDownLatch refusals = new CountDownLatch(32);
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String blob = "blob" + i;
        all.add(
            callers.submit(() -> {
              try {
                return read(renditions.rendition(
                        Wanted.of(blob, MediaFormat.PNG, Renders.options("width=5"), null), slow))
                    .length;
              } catch (VitrineException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                assertThat(e.details()).containsEntry("retryAfterSeconds", 2);
                refused.incrementAndGet();
                refusals.countDown();
                return 0;
              }
            }));
      }
      begun.await();
      refusals.await();
      go.countDown();
      int made = 0;
      for (Future<Integer> one : all) {
        made += one.get() > 0 ? 1 : 0;
      }
      assertThat(made).isEqualTo(8);
      assertThat(refused).hasValue(32);
      assertThat(makers).hasSize(2);
    }
  }

  @Test
  void whoeverCyclesTheOptionsOfOnePictureKeepsNobodyFromTheOthers() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Supplier<BlobReader> slow =
        () -> {
          awaitQuietly(go);
          return new HeldBlob(PNG);
        };
    try (Renditions renditions = open(settings(2, 16, 64_000_000));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch refusals = new CountDownLatch(36);
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 1; i <= 40; i++) {
        String query = "width=" + i;
        all.add(
            callers.submit(() -> {
              try {
                return read(renditions.rendition(
                            Wanted.of("a", MediaFormat.PNG, Renders.options(query), null), slow))
                        .length
                    > 0;
              } catch (VitrineException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                refusals.countDown();
                return false;
              }
            }));
      }
      try {
        assertThat(refusals.await(30, TimeUnit.SECONDS)).as("all but a quarter").isTrue();
        List<Future<byte[]>> others = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          String blob = "blob" + i;
          others.add(callers.submit(() -> rendition(renditions, blob, "width=5")));
        }
        go.countDown();
        for (Future<byte[]> other : others) {
          assertThat(other.get()).isNotEmpty();
        }
      } finally {
        go.countDown();
      }
      int made = 0;
      for (Future<Boolean> one : all) {
        made += one.get() ? 1 : 0;
      }
      assertThat(made).isEqualTo(4);
      // What is over counts no more.
      for (int i = 50; i < 60; i++) {
        assertThat(rendition(renditions, "a", "width=" + i)).isNotEmpty();
      }
    }
  }

  @Test
  void aPictureThatNeverFitsIsRefusedForGood() throws IOException {
    try (Renditions renditions = open(settings(2, 8, 3_000_000))) {
      byte[] large = Pictures.encode(Pictures.corners(1000, 1000), "png");
      assertThatThrownBy(() ->
              renditions.rendition(
                  Wanted.of("a", MediaFormat.PNG, Renders.options(""), null), opener(large)))
          .isInstanceOfSatisfying(
              VitrineException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
      assertThat(
              read(
                  renditions.rendition(
                      Wanted.of("a", MediaFormat.PNG, Renders.options("width=50"), null),
                      opener(large))))
          .isNotEmpty();
    }
  }

  @Test
  void aQuarterOfASmallHeapIsEnoughForALargePhotographAsItIs() {
    RenderLimits small = new RenderLimits(100_000_000, 128L * 1024 * 1024);
    PixelSize size = new PixelSize(3000, 3000);
    PictureHeader photograph = PictureHeader.jpeg(size, Turn.NONE, 3, 0, 1);
    for (String format : new String[] {"jpeg", "png", "webp"}) {
      RenditionOptions options =
          Renders.options("format=" + format).resolved(MediaFormat.JPEG, null);
      RenderPlan plan = RenderPlan.of(photograph, options, 5_000_000, small);
      assertThat(plan.layout().result()).isEqualTo(size);
      assertThat(plan.bytes()).isBetween(size.pixels() * 8, small.memory());
    }
  }

  @Test
  void aThousandAtOnceAreMadeOrRefused() throws Exception {
    byte[] large = Pictures.jpeg(Pictures.corners(2000, 2000), 0.8f, false);
    try (Renditions renditions = open(settings(2, 64, 32_000_000));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        String blob = "blob" + i;
        all.add(
            callers.submit(() -> {
              try {
                return read(renditions.rendition(
                            Wanted.of(blob, MediaFormat.JPEG, Renders.options("width=256"), null),
                            opener(large)))
                        .length
                    > 0;
              } catch (VitrineException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                return false;
              }
            }));
      }
      int made = 0;
      for (Future<Boolean> one : all) {
        made += one.get() ? 1 : 0;
      }
      assertThat(made).isBetween(64, 1000);
    }
  }
}
