package dev.vitrine.catalog;

import static dev.vitrine.catalog.UploadsUnderTest.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Role;
import dev.vitrine.asset.BlobTooLargeException;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.testkit.FaultyStore;
import dev.vitrine.testkit.Threads;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in parts, up to the moment they are complete. */
class UploadsTest {
  @AutoClose private final UploadsUnderTest under = new UploadsUnderTest();

  private static VitrineException refused(Runnable call) {
    VitrineException refusal = catchThrowableOfType(VitrineException.class, call::run);
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private VitrineException refusedBody(String json) {
    return refused(() -> under.uploads.create(under.editor, "u", body(json)));
  }

  @Test
  void partsComeInAnyOrderAndTheLastOfEachCounts() {
    under.begin("u", 11, 3);
    under.send("u", 3, "WORLD");
    under.send("u", 1, "hello");
    under.send("u", 2, " ");
    under.send("u", 3, "world");
    assertThat(under.complete("u").status()).isEqualTo(UploadStatus.IMPORTED);
    assertThat(under.made.values()).containsExactly("hello world");
  }

  @Test
  void anUploadNamesWhatMustNotBeCollected() {
    under.begin("u", 11, 3);
    StoredBlob first = under.send("u", 1, "hello");
    under.send("u", 2, "!");
    StoredBlob second = under.send("u", 2, " ");
    assertThat(under.stored("u").blobs()).containsExactly(first, second);
  }

  @Test
  void missingPartsAreNamed() {
    under.begin("u", 11, 3);
    under.send("u", 2, " ");
    VitrineException refusal = refused(() -> under.complete("u"));
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    assertThat(refusal.reason()).isEqualTo("\"parts\" are not all there: 2 of 3 are missing");
    assertThat(refusal.details())
        .containsEntry("missing", 2)
        .containsEntry("numbers", List.of(1, 3));
    assertThat(under.stored("u").status()).isEqualTo(UploadStatus.PENDING);
  }

  @Test
  void ofManyMissingPartsTheFirstHundredAreNamed() {
    under.begin("u", 500, 500);
    VitrineException refusal = refused(() -> under.complete("u"));
    assertThat(refusal.details())
        .containsEntry("missing", 500)
        .containsEntry("numbers", IntStream.rangeClosed(1, 100).boxed().toList());
  }

  @Test
  void partsThatDoNotAddUpAreRefusedAndCanBeSentAgain() {
    under.begin("u", 11, 2);
    under.send("u", 1, "hello");
    under.send("u", 2, "worl");
    VitrineException refusal = refused(() -> under.complete("u"));
    assertThat(refusal.details()).containsEntry("fileSize", 11L).containsEntry("received", 9L);
    under.send("u", 2, " world");
    assertThat(under.complete("u").status()).isEqualTo(UploadStatus.IMPORTED);
  }

  @Test
  void noPartMayBeLargerThanWhatIsLeftOfTheFile() {
    under.begin("u", 6, 2);
    under.send("u", 1, "hello");
    assertThat(under.uploads.place("u", 2).bytes()).isEqualTo(1);
    assertThatThrownBy(() -> under.send("u", 2, "xy")).isInstanceOf(BlobTooLargeException.class);
    assertThat(under.uploads.place("u", 1).bytes()).isEqualTo(6);
    assertThat(under.stored("u").parts()).hasSize(1);
  }

  @Test
  void twoPartsThatTogetherAreTooLargeAreNotBothTaken() throws Exception {
    under.begin("u", 6, 2);
    long room = under.uploads.place("u", 2).bytes();
    under.send("u", 1, "hello");
    VitrineException refusal =
        refused(() -> {
          try {
            under.uploads.receive("u", 2, new ByteArrayInputStream(new byte[2]), room);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
    assertThat(refusal.details()).containsEntry("limit", 1L);
  }

  @Test
  void aPartThatBreaksOffIsNotThere() {
    under.begin("u", 11, 2);
    InputStream broken =
        new FilterInputStream(new ByteArrayInputStream(new byte[3])) {
          @Override
          public int read() throws IOException {
            throw new EOFException("gone");
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            return read < 0 ? read() : read;
          }
        };
    assertThatThrownBy(() -> under.uploads.receive("u", 1, broken, 11))
        .isInstanceOf(EOFException.class);
    assertThat(under.stored("u").parts()).isEmpty();
  }

  @Test
  void allPartsThatComeAtTheSameTimeAreKept() throws Exception {
    under.begin("u", 200, 40);
    Threads.runAll(
        20,
        thread -> {
          under.send("u", 2 * thread + 1, "%05d".formatted(2 * thread + 1));
          under.send("u", 2 * thread + 2, "%05d".formatted(2 * thread + 2));
        });
    under.complete("u");
    assertThat(under.made.values())
        .containsExactly(
            IntStream.rangeClosed(1, 40).mapToObj("%05d"::formatted).collect(Collectors.joining()));
  }

  @Test
  void aPartWhoseFateIsNotKnownCanBeSentAgain() {
    under.begin("u", 5, 1);
    under.faulty.failNextWrite(FaultyStore.Fault.UNKNOWN_BUT_WRITTEN);
    assertThatThrownBy(() -> under.send("u", 1, "hello"))
        .isInstanceOf(dev.vitrine.store.StoreException.OutcomeUnknown.class);
    under.send("u", 1, "hello");
    assertThat(under.complete("u").status()).isEqualTo(UploadStatus.IMPORTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, -1})
  void partsThatWereNotAgreedUponAreRefused(int number) {
    under.begin("u", 11, 3);
    assertThat(refused(() -> under.uploads.place("u", number).bytes()).details())
        .containsEntry("field", "number");
  }

  @Test
  void whatIsCompleteTakesNoMoreParts() {
    under.sent("u");
    under.complete("u");
    VitrineException refusal = refused(() -> under.send("u", 1, "HELLO"));
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    assertThat(refusal.details()).containsEntry("status", "imported");
  }

  @Test
  void othersFindNothing() {
    under.sent("u");
    Caller.KeyHolder other = new Caller.KeyHolder("apiu_b", "proj_b", Role.ADMIN);
    assertThat(refused(() -> under.uploads.get(other, "u")).reason())
        .isEqualTo("Upload u not found");
    assertThat(refused(() -> under.uploads.complete(other, "u")).code())
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(under.stored("u").status()).isEqualTo(UploadStatus.PENDING);
  }

  @Test
  void readersReadAndDoNotWrite() {
    under.sent("u");
    Caller.KeyHolder reader = new Caller.KeyHolder("apiu_r", UploadsUnderTest.PROJECT, Role.READER);
    assertThat(under.uploads.get(reader, "u").id()).isEqualTo("u");
    assertThat(refused(() -> under.uploads.complete(reader, "u")).code())
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refused(() -> under.uploads.create(reader, "v", body("{}"))).code())
        .isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void beginningAgainUnderTheSameIdFindsWhatWasBegun() {
    under.sent("u");
    assertThat(under.begin("u", 11, 3).parts()).hasSize(3);
  }

  @Test
  void anUploadLivesAWeekAfterTheLastPart() {
    under.begin("u", 11, 3);
    under.clock.advance(Duration.ofDays(6));
    under.send("u", 1, "hello");
    under.clock.advance(Duration.ofDays(6));
    under.send("u", 2, " ");
    under.clock.advance(Duration.ofDays(7).plusMillis(1));
    assertThat(refused(() -> under.send("u", 3, "world")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refused(() -> under.uploads.get(under.editor, "u")).code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void allThatIsMissingIsNamed() {
    VitrineException refusal =
        refusedBody("{\"fileName\":\"a.png\",\"parts\":null,\"kind\":\"image\"}");
    assertThat(refusal.reason()).isEqualTo("\"contentType\", \"fileSize\", \"parts\" are required");
    assertThat(refusal.details())
        .containsEntry("field", "contentType")
        .containsEntry("missing", List.of("contentType", "fileSize", "parts"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"kind\":\"model\"}",
        "{\"kind\":\"image\",\"url\":\"http://169.254.169.254/\"}",
        "{\"civitaiModelUrl\":\"https://civitai.com/models/1\"}",
        "{\"huggingFaceModelName\":\"a/b\"}"
      })
  void nothingIsFetchedFromElsewhere(String json) {
    assertThat(refusedBody(json).code()).isEqualTo(ErrorCode.NOT_AVAILABLE);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "fileSize|0",
        "fileSize|-1",
        "fileSize|1001",
        "fileSize|1.5",
        "fileSize|1e99999999",
        "fileSize|\"10\"",
        "fileSize|true",
        "parts|0",
        "parts|10001",
        "parts|0.5",
        "kind|\"IMAGE\"",
        "kind|\"document\"",
        "kind|5",
        "contentType|\"png\"",
        "contentType|\"image/png\\r\\nX: y\"",
        "contentType|\"\"",
        "fileName|\"\"",
        "fileName|\"..\"",
        "fileName|\"a/..\"",
        "fileName|\"a/\"",
        "fileName|\"a\\u0007b\"",
        "fileName|\"a\\u202Egnp.exe\"",
        "fileName|\"a\\nb\"",
        "assetOptions|[]",
        "assetOptions|{\"hide\":1}",
        "assetOptions|{\"collectionIds\":[\"nowhere\"]}",
        "assetOptions|{\"parentId\":\"nothing\"}"
      })
  void whatMakesNoSenseIsRefused(String field, String value) {
    StringBuilder json = new StringBuilder("{\"").append(field).append("\":").append(value);
    List.of(
            "\"fileName\":\"a.png\"",
            "\"contentType\":\"image/png\"",
            "\"kind\":\"image\"",
            "\"fileSize\":10",
            "\"parts\":1")
        .stream()
        .filter(member -> !member.startsWith("\"" + field + "\""))
        .forEach(member -> json.append(',').append(member));
    VitrineException refusal = refusedBody(json.append('}').toString());
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    assertThat(under.memory.fetch(Uploads.key("u"))).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "../../etc/passwd|passwd",
        "C:\\\\pictures\\\\fox.png|fox.png",
        "album/\uD83E\uDD8A fox.png|\uD83E\uDD8A fox.png"
      })
  void namesLeadNowhere(String path, String name) {
    StoredUpload upload =
        under.uploads.create(
            under.editor,
            "u",
            body(
                "{\"fileName\":\""
                    + path
                    + "\",\"contentType\":\"image/png\",\"kind\":\"image\",\"fileSize\":10,\"parts\":1}"));
    assertThat(upload.fileName()).isEqualTo(name);
    assertThat(upload.row().text("originalFileName")).isEqualTo(path.replace("\\\\", "\\"));
    assertThat(under.stored("u")).isEqualTo(upload);
  }

  @Test
  void tenThousandPartsFitIntoOneDocument() {
    StoredUpload upload = under.begin("u", 1000, 10_000);
    StoredBlob blob = new StoredBlob("k".repeat(128), "0".repeat(64), 999_999_999_999L);
    for (int number = 1; number <= 10_000; number++) {
      upload = upload.withPart(number, blob);
    }
    byte[] stored = upload.draft().body().array();
    assertThat(stored).hasSizeLessThan(4 << 20);
    assertThat(StoredUpload.decode(stored)).isEqualTo(upload);
  }
}
