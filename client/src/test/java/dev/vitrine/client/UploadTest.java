package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.error.CallTimeoutException;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.PermissionException;
import dev.vitrine.client.error.ServerException;
import dev.vitrine.client.error.UploadFailedException;
import dev.vitrine.client.error.UploadIncompleteException;
import dev.vitrine.client.model.Upload;
import dev.vitrine.client.model.UploadKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files arrive as they are, in parts, whatever happens on the way. */
@Timeout(60)
class UploadTest {
  private static final int SIZE = 1_000_003;
  private static final UploadParams FIVE = UploadParams.asset().partSize(200_001);

  @TempDir private Path folder;
  @AutoClose private final FaultyServer server = new FaultyServer(Answers.json(200, "{}"));

  @AutoClose
  private final VitrineClient client =
      Clients.of(server).maxRetries(2).header("X-Own", "secret").build();

  private final UploadingService service = new UploadingService(server);
  private final List<Long> told = new CopyOnWriteArrayList<>();
  private final byte[] content = new byte[SIZE];
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    new Random(1).nextBytes(content);
    file = Files.write(folder.resolve("garden.png"), content);
  }

  private void tell(long sent, long total) {
    assertThat(total).isEqualTo(SIZE);
    told.add(sent);
  }

  private Upload upload(UploadParams params) throws IOException {
    return client.uploads().upload(file, params, this::tell);
  }

  private List<Request> sentParts() {
    return server.requests().stream().filter(request -> request.method().equals("PUT")).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileArrivesInPartsOfWhichNoneGetsTheKey(boolean async) throws IOException {
    UploadParams params =
        FIVE.kind(UploadKind.IMAGE).with(form -> form.collectionIds(List.of("c")).hide(true));
    Upload upload =
        async ? client.async().uploads().upload(file, params, this::tell).join() : upload(params);
    assertThat(upload.entityId()).contains("asset_1");
    assertThat(service.whole()).isEqualTo(content);
    assertThat(server.requests().get(0).body())
        .isEqualTo(
            "{\"fileName\":\"garden.png\",\"contentType\":\"image/png\",\"fileSize\":1000003,\"parts\":5,"
                + "\"kind\":\"image\",\"assetOptions\":{\"collectionIds\":[\"c\"],\"hide\":true}}");
    assertThat(server.requests().get(0).header("Idempotency-Key")).isNotEmpty();
    assertThat(server.requests().get(0).header("X-Own")).isEqualTo("secret");
    assertThat(sentParts())
        .hasSize(5)
        .allSatisfy(request -> {
          assertThat(request.headers()).doesNotContainKeys("authorization", "x-own");
          assertThat(request.bytes().length).isBetween(200_000, 200_001);
        });
    assertThat(told)
        .isSorted()
        .startsWith(told.get(0))
        .endsWith((long) SIZE)
        .doesNotHaveDuplicates();
    assertThat(told.size()).isGreaterThan(10);
  }

  @Test
  void aSmallFileIsOnePart() throws IOException {
    Upload upload = client.uploads().upload(file);
    assertThat(upload.id()).contains(UploadingService.ID);
    assertThat(sentParts()).hasSize(1);
    assertThat(service.whole()).isEqualTo(content);
  }

  static Stream<Arguments> passing() {
    return Stream.of(
        Arguments.of("broken", Answers.error(500, "INTERNAL", "{}")),
        Arguments.of("busy", Answers.error(429, "TOO_MANY_REQUESTS", "{}")),
        Arguments.of("away", Answers.error(503, "UNAVAILABLE", "{}")),
        Arguments.of("dropped", Answers.cut(request -> new byte[0], 0)),
        Arguments.of("reset", Answers.reset(Answers::good, 0.5)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void aPartIsSentAgainAndNoOther(String name, Behaviour fault) throws IOException {
    service.fault(2, fault, fault);
    service.fault(5, fault);
    assertThat(upload(FIVE).entityId()).contains("asset_1");
    assertThat(service.whole()).isEqualTo(content);
    assertThat(sentParts()).hasSize(8);
    assertThat(told).as("what is sent again is not counted twice").endsWith((long) SIZE);
    assertThat(told).allMatch(sent -> sent <= SIZE);
  }

  @Test
  void aLastingFaultEndsAllAndNamesTheUpload() {
    Behaviour refused = Answers.error(400, "INVALID_PARAMETER", "{}");
    service.fault(1, refused);
    assertThatThrownBy(() -> upload(FIVE.parallelism(1)))
        .isInstanceOfSatisfying(
            UploadIncompleteException.class,
            e -> assertThat(e.uploadId()).isEqualTo(UploadingService.ID))
        .hasCauseInstanceOf(InvalidRequestException.class);
    assertThat(sentParts()).hasSize(1);

    Behaviour broken = Answers.error(500, "INTERNAL", "{}");
    service.fault(4, broken, broken, broken);
    assertThatThrownBy(() -> client.async().uploads().upload(file, FIVE, this::tell).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(UploadIncompleteException.class)
        .hasRootCauseInstanceOf(ServerException.class);
  }

  @Test
  void whatIsThereIsNotSentAgain() throws IOException {
    Parts parts = new Parts(SIZE, 5);
    service.begun(SIZE, 5);
    byte[] altered = Arrays.copyOfRange(content, 0, (int) parts.length(0));
    altered[7]++;
    service.parts.put(1, altered);
    service.parts.put(2, Arrays.copyOfRange(content, (int) parts.start(1), (int) parts.start(2)));
    service.parts.put(3, new byte[] {1});
    service.parts.put(5, Arrays.copyOfRange(content, (int) parts.start(4), SIZE));
    assertThat(upload(UploadParams.asset().resume(UploadingService.ID)).entityId())
        .contains("asset_1");
    assertThat(sentParts())
        .map(Request::path)
        .containsExactlyInAnyOrder(
            UploadingService.PART + 1, UploadingService.PART + 3, UploadingService.PART + 4);
    assertThat(service.whole()).isEqualTo(content);
    assertThat(server.requests()).noneMatch(request -> request.path().equals("/v1/uploads"));
    assertThat(told).endsWith((long) SIZE);
  }

  @Test
  void anotherFileIsNotTakenForTheSame() {
    service.begun(SIZE + 1, 5);
    assertThatThrownBy(() -> upload(UploadParams.asset().resume(UploadingService.ID)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("1000003", "1000004");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void whatIsDoneAlreadyIsDone() throws IOException {
    service.begun(SIZE, 5);
    service.status = "imported";
    assertThat(upload(UploadParams.asset().resume(UploadingService.ID)).entityId())
        .contains("asset_1");
    assertThat(sentParts()).isEmpty();
  }

  @Test
  void urlsThatHaveExpiredAreAskedForAnew() throws IOException {
    service.fault(
        3,
        (request, socket) -> {
          synchronized (service) {
            service.signature++;
          }
          Answers.error(403, "FORBIDDEN", "{}").answer(request, socket);
        });
    assertThat(upload(FIVE.parallelism(1)).entityId()).contains("asset_1");
    assertThat(service.whole()).isEqualTo(content);

    Behaviour forbidden = Answers.error(403, "FORBIDDEN", "{}");
    service.status = "pending";
    service.parts.clear();
    service.fault(1, forbidden, forbidden);
    assertThatThrownBy(() -> upload(FIVE)).hasCauseInstanceOf(PermissionException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://a:b@127.0.0.1/x",
        "parts/1",
        "%"
      })
  void whatIsNoUrlIsNotUsed(String url) {
    server.then(
        Answers.json(
            200,
            "{\"upload\":{\"id\":\"upload_1\",\"status\":\"pending\",\"parts\":[{\"number\":1,\"url\":\"%s\"}]}}"
                .formatted(url)));
    assertThatThrownBy(() -> upload(FIVE))
        .hasCauseInstanceOf(MalformedAnswerException.class)
        .hasMessageNotContaining("passwd");
  }

  @Test
  void whatTheServiceCannotUseIsToldAsItSays() {
    service.statuses.clear();
    service.statuses.addAll(List.of("validating", "validated", "failed"));
    assertThatThrownBy(() -> upload(FIVE))
        .isInstanceOfSatisfying(
            UploadFailedException.class,
            e -> assertThat(e.uploadId()).isEqualTo(UploadingService.ID))
        .hasMessage("The upload upload_1 failed: it is no picture");
  }

  @Test
  void whatIsNeverImportedIsNotWaitedForForEver() {
    service.statuses.clear();
    service.statuses.add("validating");
    RequestOptions soon = RequestOptions.builder().totalTimeout(Duration.ofSeconds(3)).build();
    assertThatThrownBy(() -> client.uploads().upload(file, FIVE, this::tell, soon))
        .isInstanceOf(UploadIncompleteException.class)
        .hasCauseInstanceOf(CallTimeoutException.class);
  }

  @Test
  void aCompletionWhoseAnswerIsLostMayHaveBeenOne() throws IOException {
    Behaviour lost =
        (request, socket) -> {
          synchronized (service) {
            service.status = "validating";
          }
          throw new IOException("lost");
        };
    Behaviour refused = Answers.error(400, "INVALID_PARAMETER", "{}");
    service.completions.addAll(List.of(lost, refused));
    assertThat(upload(FIVE).entityId()).contains("asset_1");

    service.status = "pending";
    service.completions.add(refused);
    assertThatThrownBy(() -> upload(FIVE)).hasCauseInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aPartMayTakeLongerThanAnAttemptWhileSomeOfItGoes() throws IOException {
    byte[] large = new byte[24 << 20];
    Path slow = Files.write(folder.resolve("large.bin"), large);
    server.slow(1 << 20, Duration.ofMillis(250));
    RequestOptions impatient =
        RequestOptions.builder().attemptTimeout(Duration.ofSeconds(3)).maxRetries(0).build();
    UploadParams one = UploadParams.asset().partSize(large.length);
    Upload upload = client.uploads().upload(slow, one, (sent, total) -> {}, impatient);
    assertThat(upload.entityId()).contains("asset_1");
    assertThat(service.whole()).hasSize(large.length);
  }

  @Test
  void whatCannotBeReadIsNotBegun() {
    assertThatThrownBy(() -> client.uploads().upload(folder.resolve("nothing")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> client.uploads().upload(folder)).isInstanceOf(IOException.class);
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileThatChangesOnItsWayIsNotCompleted(boolean shorter) {
    UploadListener change =
        new UploadListener() {
          @Override
          public void sent(long sent, long total) {}

          @Override
          public void started(String uploadId) {
            try {
              if (shorter) {
                Files.write(file, new byte[10]);
              } else {
                Files.write(file, new byte[10], StandardOpenOption.APPEND);
              }
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          }
        };
    assertThatThrownBy(() -> client.uploads().upload(file, FIVE, change))
        .isInstanceOf(UploadIncompleteException.class)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("garden.png");
    assertThat(server.requests()).noneMatch(request -> request.path().endsWith("/action"));
  }

  @Test
  void aListenerThatFailsEndsTheUpload() {
    IllegalStateException enough = new IllegalStateException("enough");
    Throwable thrown =
        catchThrowable(() ->
            client
                .uploads()
                .upload(
                    file,
                    FIVE,
                    (sent, total) -> {
                      if (sent > SIZE / 2) {
                        throw enough;
                      }
                    }));
    assertThat(thrown).isSameAs(enough);
    assertThat(server.requests()).noneMatch(request -> request.path().endsWith("/action"));
  }

  @Test
  void partsArePutTogetherInTheOrderOfTheirNumbers() {
    for (long size : new long[] {0, 1, 2, 5, 10, 99, 100, 101, SIZE}) {
      for (long partSize : new long[] {1, 2, 3, 10, 100, Long.MAX_VALUE / 2}) {
        Parts parts = Parts.of(size, partSize);
        assertThat(parts.count()).isBetween(1, 10_000);
        assertThat(parts.start(0)).isZero();
        assertThat(parts.start(parts.count())).isEqualTo(size);
        for (int place = 0; place < parts.count(); place++) {
          assertThat(parts.length(place))
              .isBetween(size / parts.count(), size / parts.count() + 1)
              .isGreaterThanOrEqualTo(size == 0 ? 0 : 1);
          if (parts.count() < 10_000) {
            assertThat(parts.length(place)).isLessThanOrEqualTo(partSize);
          }
        }
      }
    }
  }
}
