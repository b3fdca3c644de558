package dev.vitrine.testkit;

import dev.vitrine.store.DocumentStore;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the services of the catalogue owe over every engine; a subclass says how to open it. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
public abstract class CatalogueContract
    implements ImportContract, MergeContract, ExportContract, OwnersContract {
  private final TestClock clock = new TestClock();
  private DocumentStore store;
  private DocumentStore another;

  /**
   * Opens a store.
   *
   * @param folder empty, and this store's alone
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
}
