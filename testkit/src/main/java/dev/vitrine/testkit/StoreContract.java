package dev.vitrine.testkit;

import static dev.vitrine.testkit.StoreUnderTest.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every engine owes, and every decorator around one; a subclass says how to open it. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
public abstract class StoreContract
    implements FetchContract, WriteContract, FeedContract, PurgeContract {
  private final TestClock clock = new TestClock();
  private DocumentStore store;
  private DocumentStore another;

  /**
   * Opens a store.
   *
   * @param folder empty, and this store's alone
   * @param clock tells when documents were deleted
   */
  protected abstract DocumentStore open(Path folder, InstantSource clock);

  @BeforeEach
  void openStores(@TempDir Path folder) {
    store = open(folder.resolve("store"), clock);
    another = open(folder.resolve("another"), clock);
  }

  @AfterEach
  void closeStores() {
    store.close();
    another.close();
  }

  @Override
  public final DocumentStore store() {
    return store;
  }

  @Override
  public final DocumentStore another() {
    return another;
  }

  @Override
  public final TestClock clock() {
    return clock;
  }

  @Test
  void anEngineHasAName() {
    assertThat(store.capabilities().engine()).isNotBlank();
  }

  @Test
  void aClosedStoreRefusesEverything() {
    Key key = Key.model("a");
    long revision = created(key);
    Position head = store.head();
    store.close();
    store.close();
    assertClosed(() -> store.fetch(List.of(key), 10));
    assertClosed(() -> store.fetch(key));
    assertClosed(() -> store.put(key, revision, draft("b")));
    assertClosed(() -> store.putAll(List.of(new Put(key, revision, draft("b")))));
    assertClosed(() -> store.delete(key, revision));
    assertClosed(() -> store.changes(head, ALL, 10));
    assertClosed(() -> store.head());
    assertClosed(() -> store.purgeTombstones(Instant.MAX));
    assertClosed(() -> store.capabilities());
  }

  private static void assertClosed(ThrowingCallable call) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .withMessageContaining("closed");
  }

  @Test
  void closingWaitsForWritesUnderWay() throws InterruptedException {
    CountDownLatch some = new CountDownLatch(20);
    Threads.runAll(
        4,
        thread -> {
          if (thread == 3) {
            some.await();
            store.close();
            return;
          }
          try {
            for (int i = 0; i < 100_000; i++) {
              created(Key.model(thread + "-" + i));
              some.countDown();
            }
          } catch (StoreException e) {
            assertThat(e)
                .isNotInstanceOf(StoreException.OutcomeUnknown.class)
                .hasMessageContaining("closed");
          }
        });
  }
}
