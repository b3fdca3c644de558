package dev.vitrine.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import dev.vitrine.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A key that is moved from project to project, and revoked in every odd version, beside those who
 * use it: once a version is acknowledged, nobody is let in by an older one.
 */
class AuthenticatorHistoryTest {
  private static final Key KEY = new Key(Kind.KEY, "apiu_k");
  private static final String SECRET = "s";
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

  private final MemoryStore store = new MemoryStore();
  private final Authenticator authenticator = new Authenticator(store);
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong letIn = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nobodyIsLetInByWhatWasRevoked(boolean everything) throws Exception {
    long revision = write(DocumentStore.ABSENT, 0);
    List<Future<String>> running = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      running.add(threads.submit(() -> change(revision, everything)));
      for (int i = 0; i < 2; i++) {
        running.add(threads.submit(this::use));
      }
      for (Future<String> part : running) {
        assertThat(part.get(60, TimeUnit.SECONDS)).isEqualTo("all was right");
      }
    } finally {
      over.set(true);
    }
    assertThat(letIn).hasPositiveValue();
  }

  private long write(long revision, long version) {
    KeyRecord record =
        new KeyRecord(
            KEY.id(), Long.toString(version), Role.READER, KeyRecord.hash(SECRET), "then");
    WriteResult result =
        version % 2 == 1
            ? store.delete(KEY, revision)
            : store.put(
                KEY, revision, Draft.of("p", Visibility.PRIVATE, Bytes.wrap(record.encode())));
    return ((WriteResult.Stored) result).revision();
  }

  private String change(long first, boolean everything) {
    long revision = first;
    long end = System.nanoTime() + NANOS;
    while (System.nanoTime() < end && !over.get()) {
      long version = begun.incrementAndGet();
      revision = write(version % 2 == 1 ? revision : DocumentStore.ABSENT, version);
      if (everything) {
        authenticator.invalidateAll();
      } else {
        authenticator.invalidate(KEY.id());
      }
      acknowledged.set(version);
      for (int i = 0; i < 5; i++) {
        Authenticator.Remembered remembered = authenticator.remembered(KEY.id(), SECRET);
        if (remembered.known() && !isRight(remembered.holder(), version)) {
          over.set(true);
          return "remembered " + remembered.holder() + " after " + version;
        }
      }
    }
    over.set(true);
    return "all was right";
  }

  private String use() {
    while (!over.get()) {
      long oldest = acknowledged.get();
      Optional<Caller.KeyHolder> holder = authenticator.authenticate(KEY.id(), SECRET);
      if (!isRight(holder, oldest)) {
        over.set(true);
        return "let in " + holder + " after " + oldest;
      }
      holder.ifPresent(found -> letIn.incrementAndGet());
    }
    return "all was right";
  }

  /** Whether the key had such a holder in this version, or in one that was begun since. */
  private boolean isRight(Optional<Caller.KeyHolder> holder, long oldest) {
    return holder
        .map(found -> Long.parseLong(found.projectId()) >= oldest)
        .orElseGet(() -> oldest % 2 == 1 || begun.get() > oldest);
  }
}
