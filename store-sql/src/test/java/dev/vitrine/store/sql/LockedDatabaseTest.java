package dev.vitrine.store.sql;

import static dev.vitrine.testkit.StoreUnderTest.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import dev.vitrine.testkit.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Others who hold the database, and readers who never leave. */
@Timeout(60)
final class LockedDatabaseTest {
  @TempDir private Path folder;

  private final Key key = Key.model("a");

  @BeforeEach
  void create() {
    EmbeddedStore.open(folder, Role.SERVER).close();
  }

  @Test
  void aWriterWaitsForItsTurnAndReadersDoNot() throws Exception {
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER);
        Connection other = connect();
        Statement statement = other.createStatement();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      statement.execute("BEGIN IMMEDIATE");
      Future<WriteResult> write =
          executor.submit(() -> store.put(key, DocumentStore.ABSENT, draft("a")));
      for (int i = 0; i < 100; i++) {
        assertThat(store.fetch(key)).isNull();
      }
      assertThat(write).isNotDone();
      statement.execute("COMMIT");
      assertThat(write.get()).isInstanceOf(WriteResult.Stored.class);
    }
  }

  @Test
  @Tag("heavy") // Ten seconds long.
  void aWriterGivesUpInTheEnd() throws SQLException {
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER);
        Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.put(key, DocumentStore.ABSENT, draft("a")))
          .isNotInstanceOf(StoreException.OutcomeUnknown.class)
          .withMessageContaining("locked for too long");
      statement.execute("COMMIT");
      assertThat(store.put(key, DocumentStore.ABSENT, draft("a")))
          .isInstanceOf(WriteResult.Stored.class);
    }
  }

  @Test
  void theLogStaysShortWhileOthersRead() throws Exception {
    List<Key> keys = List.of(key, Key.model("b"), Key.model("c"));
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      AtomicBoolean writing = new AtomicBoolean(true);
      Threads.runAll(
          4,
          thread -> {
            if (thread > 0) {
              while (writing.get()) {
                store.fetch(keys, Long.MAX_VALUE);
              }
              return;
            }
            try {
              long revision = DocumentStore.ABSENT;
              for (int i = 0; i < 200; i++) {
                revision =
                    ((WriteResult.Stored) store.put(key, revision, draft(1 << 20))).revision();
              }
            } finally {
              writing.set(false);
            }
          });
      assertThat(Files.size(folder.resolve("vitrine.db-wal"))).isLessThan(160L << 20);
    }
    assertThat(Files.size(folder.resolve("vitrine.db"))).isLessThan(32L << 20);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("vitrine.db"));
  }
}
