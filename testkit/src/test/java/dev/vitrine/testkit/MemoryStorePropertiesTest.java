package dev.vitrine.testkit;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** The memory engine is a map with a feed. */
final class MemoryStorePropertiesTest extends StoreProperties {
  @Override
  protected DocumentStore open(Path folder, InstantSource clock) {
    return new MemoryStore(clock);
  }
}
