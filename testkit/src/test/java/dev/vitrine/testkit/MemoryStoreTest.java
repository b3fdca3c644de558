package dev.vitrine.testkit;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** The memory engine keeps the contract. */
final class MemoryStoreTest extends StoreContract {
  @Override
  protected DocumentStore open(Path folder, InstantSource clock) {
    return new MemoryStore(clock);
  }
}
