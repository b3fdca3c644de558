package dev.vitrine.store.sql;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.testkit.StoreProperties;
import java.nio.file.Path;
import java.time.InstantSource;

/** The embedded engine is a map with a feed. */
final class EmbeddedStorePropertiesTest extends StoreProperties {
  @Override
  protected DocumentStore open(Path folder, InstantSource clock) {
    return EmbeddedStore.open(folder, Role.TOOL, clock);
  }
}
