package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.UploadIncompleteException;
import dev.vitrine.client.model.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that are given up end at once, and so does what they hold. */
@Timeout(60)
class UploadCancellationTest {
  private static final UploadParams PARTS = UploadParams.asset().partSize(100_000).parallelism(3);

  @TempDir private Path folder;
  @AutoClose private final FaultyServer server = new FaultyServer(Answers.json(200, "{}"));

  @AutoClose
  private final VitrineClient client =
      Clients.of(server)
          .attemptTimeout(Duration.ofMinutes(5))
          .totalTimeout(Duration.ofMinutes(5))
          .maxRetries(5)
          .build();

  private final UploadingService service = new UploadingService(server);
  private Path file = Path.of("");

  @BeforeEach
  void stall() throws IOException {
    file = Files.write(folder.resolve("a.bin"), new byte[500_000]);
    for (int part = 1; part <= 3; part++) {
      service.fault(part, Answers.never());
    }
  }

  /** An upload of which three parts are under way, or which is waited for to be imported. */
  private void awaitStanding(String where) throws InterruptedException {
    server.awaitRequests(where.equals("parts") ? 4 : 9);
  }

  private void arrange(String where) {
    if (!where.equals("parts")) {
      service.faults.clear();
      service.statuses.clear();
      service.statuses.add("validating");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parts", "import"})
  void anInterruptedThreadIsFreeAtOnce(String where) throws Exception {
    arrange(where);
    CompletableFuture<Boolean> marked = new CompletableFuture<>();
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> {
          try {
            client.uploads().upload(file, PARTS, (sent, total) -> {});
            ended.complete(new AssertionError("it ended well"));
          } catch (IOException | RuntimeException e) {
            marked.complete(Thread.currentThread().isInterrupted());
            ended.complete(e);
          }
        });
    thread.start();
    awaitStanding(where);
    thread.interrupt();
    assertThat(ended.get(20, TimeUnit.SECONDS))
        .isInstanceOf(UploadIncompleteException.class)
        .hasCauseInstanceOf(CallCancelledException.class);
    assertThat(marked.get()).as("the thread keeps its mark").isTrue();
    assertThat(server.requests()).filteredOn(r -> r.method().equals("PUT")).hasSizeLessThan(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parts", "import"})
  void aCancelledFutureEndsItsRequests(String where) throws Exception {
    arrange(where);
    CompletableFuture<Upload> upload =
        client.async().uploads().upload(file, PARTS, (sent, total) -> {});
    awaitStanding(where);
    upload.cancel(true);
    if (where.equals("parts")) {
      // The connection that the upload was begun on is kept for others; it is one of theirs.
      server.awaitConnections(0);
    }
    assertThatThrownBy(upload::join).isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parts", "import"})
  void aClientThatIsClosedEndsItsUploads(String where) throws Exception {
    arrange(where);
    CompletableFuture<Upload> upload =
        client.async().uploads().upload(file, PARTS, (sent, total) -> {});
    awaitStanding(where);
    client.close();
    assertThatThrownBy(() -> upload.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UploadIncompleteException.class)
        .hasRootCauseInstanceOf(CallCancelledException.class);
    assertThatThrownBy(() -> client.uploads().upload(file))
        .isInstanceOf(CallCancelledException.class);
  }

  @Test
  void anUploadThatWasGivenUpCanBeTakenUpAgain() throws Exception {
    CompletableFuture<String> id = new CompletableFuture<>();
    UploadListener told =
        new UploadListener() {
          @Override
          public void sent(long sent, long total) {}

          @Override
          public void started(String uploadId) {
            id.complete(uploadId);
          }
        };
    CompletableFuture<Upload> upload =
        client.async().uploads().upload(file, PARTS.parallelism(4), told);
    server.awaitRequests(6); // The fourth thread sends the fourth part, and the fifth.
    upload.cancel(true);
    server.awaitConnections(1);
    service.faults.clear();
    Upload resumed = client.uploads().upload(file, PARTS.resume(id.get()), (sent, total) -> {});
    assertThat(resumed.entityId()).contains("asset_1");
    assertThat(service.whole()).hasSize(500_000);
  }
}
