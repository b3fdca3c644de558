package dev.vitrine.bulk;

import static dev.vitrine.bulk.ReaderUnderTest.OWNER;
import static dev.vitrine.bulk.ReaderUnderTest.PLAIN;
import static dev.vitrine.bulk.ReaderUnderTest.STRANGER;
import static dev.vitrine.bulk.ReaderUnderTest.query;
import static dev.vitrine.bulk.ReaderUnderTest.rowOf;
import static dev.vitrine.store.DocumentStore.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.bulk.BulkReader.Form;
import dev.vitrine.row.View;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However many callers miss a model at a time, the store is asked for it once; and nobody gets less
 * from the load of another than from one of its own. Nobody's patience ends unless a test says so:
 * a read that waits where it must not, hangs.
 */
@Timeout(30)
class SharedLoadsTest {
  private static final Duration FOREVER = Duration.ofDays(1);
  private static final long DEFAULT_CACHE = 1 << 20;

  private final List<String> ids = List.of("a", "b", "none", "c");
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  /** The first read of the store waits for the second of these, and says so by the first. */
  private final CountDownLatch begun = new CountDownLatch(1);

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicBoolean failing = new AtomicBoolean();

  private Fetched firstIsHeld(List<Key> keys, Supplier<Fetched> read) {
    boolean first = asked.isEmpty();
    keys.forEach(key -> asked.add(key.id()));
    Fetched fetched = read.get();
    if (first) {
      begun.countDown();
      awaitUninterrupted(released);
      if (failing.get()) {
        throw new StoreException("The store was told to fail.");
      }
    }
    return fetched;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new StoreException("Interrupted.", e);
    }
  }

  private ReaderUnderTest reader(long cacheBytes, Duration patience) {
    ReaderUnderTest made = new ReaderUnderTest(cacheBytes, patience, this::firstIsHeld);
    for (String id : List.of("a", "b", "c")) {
      made.write(id, ABSENT, Visibility.PUBLIC, id);
    }
    return made;
  }

  private <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    threads.add(Thread.ofPlatform().start(task));
    return task;
  }

  /** A read that has asked the store, and gets its answer when it is released. */
  private FutureTask<List<String>> startHeld(Callable<List<String>> read) {
    FutureTask<List<String>> task = start(read);
    awaitUninterrupted(begun);
    return task;
  }

  /** Starts a read and lets it go on until it waits for the load of another. */
  private <T> FutureTask<T> startJoining(Callable<T> read) {
    FutureTask<T> task = start(read);
    while (threads.getLast().getState() != Thread.State.TIMED_WAITING) {
      assertThat(task).as("it joins").isNotDone();
      Thread.onSpinWait();
    }
    return task;
  }

  private static <T> T result(FutureTask<T> task) throws Exception {
    return task.get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void leaveNothing() throws InterruptedException {
    released.countDown();
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, DEFAULT_CACHE})
  void manyReadersAskForEachIdOnce(long cacheBytes) throws Exception {
    ReaderUnderTest reader = reader(cacheBytes, FOREVER);
    List<FutureTask<List<String>>> reads = new ArrayList<>();
    reads.add(startHeld(() -> reader.read(OWNER, ids)));
    for (int i = 0; i < 12; i++) {
      Form form = i % 2 == 0 ? Form.PLAIN : new Form(true, LoadBudget.of(1 << 20));
      reads.add(startJoining(() -> reader.read(STRANGER, PLAIN, form, ids)));
    }
    released.countDown();
    for (FutureTask<List<String>> read : reads) {
      assertThat(result(read)).containsExactly(rowOf("a", "a"), rowOf("b", "b"), rowOf("c", "c"));
    }
    assertThat(asked).containsExactly("a", "b", "none", "c");
  }

  @Test
  void whatNobodyLoadsIsLoadedBeforeWhatOthersLoadIsWaitedFor() throws Exception {
    ReaderUnderTest reader = reader(0, FOREVER);
    FutureTask<List<String>> held = startHeld(() -> reader.read(OWNER, List.of("a")));
    FutureTask<List<String>> both = startJoining(() -> reader.read(OWNER, List.of("a", "b", "c")));
    assertThat(asked).containsExactly("a", "b", "c");
    released.countDown();
    assertThat(result(held)).containsExactly(rowOf("a", "a"));
    assertThat(result(both)).containsExactly(rowOf("a", "a"), rowOf("b", "b"), rowOf("c", "c"));
    assertThat(asked).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, DEFAULT_CACHE})
  void everyoneDecidesForItselfWhatItMaySeeAndHow(long cacheBytes) throws Exception {
    ReaderUnderTest reader = reader(cacheBytes, FOREVER);
    reader.write("private", ABSENT, Visibility.PRIVATE, "p");
    List<String> one = List.of("private", "a");
    FutureTask<List<String>> first = startHeld(() -> reader.read(STRANGER, one));
    FutureTask<List<String>> stranger = startJoining(() -> reader.read(STRANGER, one));
    FutureTask<List<String>> owner = startJoining(() -> reader.read(OWNER, one));
    View name = new View(false, false, false, PLAIN.images(), false, Set.of("id", "name"));
    FutureTask<List<String>> selecting =
        startJoining(() -> reader.read(OWNER, name, Form.PLAIN, one));
    released.countDown();
    assertThat(result(first)).containsExactly(rowOf("a", "a"));
    assertThat(result(stranger)).containsExactly(rowOf("a", "a"));
    assertThat(result(owner)).containsExactly(rowOf("private", "p"), rowOf("a", "a"));
    assertThat(result(selecting))
        .containsExactly("{\"id\":\"private\",\"name\":\"p\"}", "{\"id\":\"a\",\"name\":\"a\"}");
    assertThat(asked).containsExactly("private", "a");
  }

  @Test
  void aLoadThatBeganBeforeAnInvalidationIsNotJoined() throws Exception {
    ReaderUnderTest reader = reader(DEFAULT_CACHE, FOREVER);
    FutureTask<List<String>> old = startHeld(() -> reader.read(OWNER, List.of("a")));
    reader.write("a", 1, Visibility.PRIVATE, "new");
    reader.cache.invalidate("a");
    assertThat(reader.read(STRANGER, List.of("a"))).isEmpty();
    assertThat(reader.read(OWNER, List.of("a"))).containsExactly(rowOf("a", "new"));
    released.countDown();
    assertThat(result(old)).containsExactly(rowOf("a", "a"));
    assertThat(reader.read(OWNER, List.of("a"))).containsExactly(rowOf("a", "new"));
  }

  @Test
  void aFreshReadNeverJoins() throws Exception {
    ReaderUnderTest reader = reader(DEFAULT_CACHE, FOREVER);
    FutureTask<List<String>> held = startHeld(() -> reader.read(OWNER, List.of("a")));
    List<String> texts = new ArrayList<>();
    reader.reader.read(
        OWNER, query(PLAIN, true, List.of("a")), row -> texts.add(ReaderUnderTest.text(row)));
    assertThat(texts).containsExactly(rowOf("a", "a"));
    assertThat(asked).containsExactly("a", "a");
    assertThat(held).isNotDone();
  }

  @Test
  void whoJoinedALoadThatFailsLoadsForItself() throws Exception {
    ReaderUnderTest reader = reader(0, FOREVER);
    FutureTask<List<String>> failed = startHeld(() -> reader.read(OWNER, List.of("a")));
    FutureTask<List<String>> joined = startJoining(() -> reader.read(OWNER, List.of("a")));
    failing.set(true);
    released.countDown();
    assertThatThrownBy(() -> result(failed)).hasCauseInstanceOf(StoreException.class);
    assertThat(result(joined)).containsExactly(rowOf("a", "a"));
    assertThat(reader.read(OWNER, List.of("a")))
        .as("the failed load is no longer under way")
        .containsExactly(rowOf("a", "a"));
  }

  @Test
  void aSinkThatThrowsLeavesNobodyWaiting() throws Exception {
    ReaderUnderTest reader = reader(0, FOREVER);
    FutureTask<List<String>> gone =
        startHeld(() -> {
          reader.reader.read(
              OWNER,
              query(PLAIN, false, List.of("a", "b")),
              row -> {
                throw new IllegalStateException("the client went away");
              });
          return List.of();
        });
    FutureTask<List<String>> joined = startJoining(() -> reader.read(OWNER, List.of("b")));
    released.countDown();
    assertThatThrownBy(() -> result(gone)).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(result(joined)).containsExactly(rowOf("b", "b"));
    assertThat(reader.read(OWNER, List.of("b"))).containsExactly(rowOf("b", "b"));
  }

  @Test
  void patienceEnds() {
    ReaderUnderTest reader = reader(0, Duration.ofNanos(1));
    FutureTask<List<String>> held = startHeld(() -> reader.read(OWNER, List.of("a")));
    assertThat(reader.read(OWNER, List.of("a", "b")))
        .containsExactly(rowOf("a", "a"), rowOf("b", "b"));
    assertThat(asked).containsExactly("a", "b", "a");
    assertThat(held).isNotDone();
  }

  @Test
  void waitingCanBeInterrupted() {
    ReaderUnderTest reader = reader(0, FOREVER);
    FutureTask<List<String>> held = startHeld(() -> reader.read(OWNER, List.of("a")));
    FutureTask<List<String>> joined = startJoining(() -> reader.read(OWNER, List.of("a")));
    threads.getLast().interrupt();
    assertThatThrownBy(() -> result(joined))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StoreException.class);
    assertThat(held).isNotDone();
  }

  /** Documents of 500 bytes and more, read with room for two, and for one of another's. */
  @Test
  void whatDoesNotFitIsLoadedInTurns() throws Exception {
    ReaderUnderTest reader = reader(0, FOREVER);
    List<String> large = List.of("l0", "l1", "l2", "l3", "l4");
    List<String> rows = new ArrayList<>();
    for (String id : large) {
      String name = id + "x".repeat(500);
      reader.write(id, ABSENT, Visibility.PUBLIC, name);
      rows.add(rowOf(id, name));
    }
    Form small = new Form(false, LoadBudget.of(1200));
    FutureTask<List<String>> first = startHeld(() -> reader.read(OWNER, PLAIN, small, large));
    FutureTask<List<String>> joined =
        startJoining(() -> reader.read(OWNER, PLAIN, small, large.reversed()));
    released.countDown();
    assertThat(result(first)).containsExactlyElementsOf(rows);
    assertThat(result(joined)).containsExactlyElementsOf(rows.reversed());
    assertThat(asked).as("what fits is shared").containsOnlyOnce("l0");
    assertThat(asked).as("and what does not is not").filteredOn("l1"::equals).hasSizeGreaterThan(1);
  }
}
