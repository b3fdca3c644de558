package dev.vitrine.store.sql;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.testkit.StoreContract;
import java.nio.file.Path;
import java.time.InstantSource;

/** The embedded engine keeps the contract. */
final class EmbeddedStoreTest extends StoreContract {
  @Override
  protected DocumentStore open(Path folder, InstantSource clock) {
    return EmbeddedStore.open(folder, Role.SERVER, clock);
  }
}
