package dev.vitrine.testkit;

import static dev.vitrine.testkit.StoreUnderTest.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.FaultyStore.Fault;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The decorators keep the contract as long as nobody asks them to do otherwise. */
final class DecoratorsTest {
  private final Key key = Key.model("a");

  @Nested
  final class Counting extends StoreContract {
    @Override
    protected DocumentStore open(Path folder, InstantSource clock) {
      return new CountingStore(new MemoryStore(clock));
    }
  }

  @Nested
  final class Faulty extends StoreContract {
    @Override
    protected DocumentStore open(Path folder, InstantSource clock) {
      return new FaultyStore(new MemoryStore(clock));
    }
  }

  @Test
  void roundTripsAreCounted() {
    try (CountingStore store = new CountingStore(new MemoryStore())) {
      store.fetch(List.of(key, key, key), 1);
      store.fetch(key);
      store.put(key, DocumentStore.ABSENT, draft("a"));
      store.head();
      assertThat(List.of(store.fetches(), store.keys(), store.writes(), store.polls()))
          .containsExactly(2L, 4L, 1L, 1L);
      store.reset();
      assertThat(List.of(store.fetches(), store.keys(), store.writes(), store.polls()))
          .containsOnly(0L);
    }
  }

  @Test
  void faultsHappenOnce() {
    try (FaultyStore store = new FaultyStore(new MemoryStore())) {
      store.failNextRead();
      assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.fetch(key));
      assertThat(store.fetch(key)).isNull();

      store.failNextWrite(Fault.FAILS);
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.put(key, 0, draft("a")));
      store.failNextWrite(Fault.UNKNOWN_AND_LOST);
      assertUnknown(store);
      assertThat(store.fetch(key)).isNull();
      store.failNextWrite(Fault.UNKNOWN_BUT_WRITTEN);
      assertUnknown(store);
      assertThat(store.fetch(key)).isNotNull();
      assertThat(store.put(key, 0, draft("a"))).isInstanceOf(WriteResult.Conflict.class);

      store.setDown(true);
      assertThatExceptionOfType(StoreException.class).isThrownBy(store::head);
      store.setDown(false);
      store.head();
    }
  }

  private void assertUnknown(FaultyStore store) {
    assertThatExceptionOfType(StoreException.OutcomeUnknown.class)
        .isThrownBy(() -> store.put(key, DocumentStore.ABSENT, draft("a")));
  }
}
