package dev.vitrine.testkit;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** The catalogue over the memory engine. */
final class MemoryCatalogueTest extends CatalogueContract {
  @Override
  protected DocumentStore open(Path folder, InstantSource clock) {
    return new MemoryStore(clock);
  }
}
