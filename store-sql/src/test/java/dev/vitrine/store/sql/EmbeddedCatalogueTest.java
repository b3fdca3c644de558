package dev.vitrine.store.sql;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.testkit.CatalogueContract;
import java.nio.file.Path;
import java.time.InstantSource;

/** The catalogue over the embedded engine. */
final class EmbeddedCatalogueTest extends CatalogueContract {
  @Override
  protected DocumentStore open(Path folder, InstantSource clock) {
    return EmbeddedStore.open(folder, Role.TOOL, clock);
  }
}
