package dev.vitrine.catalog;

import static dev.vitrine.catalog.UploadsUnderTest.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.store.StoreException;
import dev.vitrine.testkit.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is complete becomes an asset, and never two, wherever a process dies on the way. */
@Timeout(60)
class UploadCompletionTest {
  /** Writes of a completion: validating, lease, the parts as one, imported. */
  private static final int WRITES = 4;

  @AutoClose private final UploadsUnderTest under = new UploadsUnderTest();

  /** Lets another process go on with whatever was left. */
  private void resume() {
    under.faulty.setDown(false);
    under.clock.advance(UploadImport.LEASE.plusMillis(1));
    try (UploadCompletion completion = under.completion()) {
      new UploadSweep(under.store, completion).sweep(under.clock.instant());
      // Asking again waits for what the sweep began.
      completion.complete(under.editor, "u", LONG);
    }
  }

  @Test
  void completingTwiceAnswersTheSame() {
    under.sent("u");
    StoredUpload first = under.complete("u");
    StoredUpload second = under.complete("u");
    assertThat(second).isEqualTo(first);
    assertThat(under.made).hasSize(1).containsKey(first.assetId());
    assertThat(under.ends).containsExactly(UploadStatus.IMPORTED);
  }

  @Test
  void manyWhoCompleteAtTheSameTimeMakeOneAsset() throws Exception {
    under.sent("u");
    Set<String> assets = ConcurrentHashMap.newKeySet();
    try (UploadCompletion one = under.completion();
        UploadCompletion other = under.completion()) {
      Threads.runAll(
          16,
          thread -> {
            StoredUpload upload = (thread % 2 == 0 ? one : other).complete(under.editor, "u", LONG);
            assets.add(String.valueOf(upload.assetId()));
          });
    }
    assertThat(assets).hasSize(1);
    assertThat(under.made).containsOnlyKeys(assets);
  }

  @Test
  void onePartIsNotCopied() {
    under.begin("u", 5, 1);
    StoredBlob part = under.send("u", 1, "hello");
    AtomicBoolean same = new AtomicBoolean();
    try (UploadCompletion completion =
        under.completion((upload, id, bytes) -> same.set(bytes.equals(part)))) {
      completion.complete(under.editor, "u", LONG);
    }
    assertThat(same).isTrue();
    assertThat(under.stored("u").blobs()).isEmpty();
  }

  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void whatDiedIsGoneOnWith(int writes) {
    under.sent("u");
    under.faulty.dieAfterWrites(writes);
    StoredUpload before = null;
    try {
      before = under.complete("u");
    } catch (StoreException e) {
      assertThat(writes).isLessThan(WRITES);
    }
    resume();
    StoredUpload after = under.stored("u");
    assertThat(after.status()).isEqualTo(UploadStatus.IMPORTED);
    assertThat(under.made).hasSize(1).containsEntry(String.valueOf(after.assetId()), "hello world");
    if (before != null) {
      assertThat(before.assetId()).isEqualTo(after.assetId());
    }
    assertThat(after.blobs()).isEmpty();
  }

  @Test
  void whatIsJoinedIsNamedBeforeTheAssetIsMade() {
    under.sent("u");
    try (UploadCompletion completion =
        under.completion((upload, id, bytes) -> {
          assertThat(under.stored("u").blobs()).contains(bytes).hasSize(4);
          under.make(upload, id, bytes);
        })) {
      assertThat(completion.complete(under.editor, "u", LONG).status())
          .isEqualTo(UploadStatus.IMPORTED);
    }
  }

  @Test
  void aProcessLeavesAloneWhatAnotherIsAt() throws Exception {
    under.sent("u");
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (UploadCompletion slow =
            under.completion((upload, id, bytes) -> {
              making.countDown();
              await(goOn);
              under.make(upload, id, bytes);
            });
        UploadCompletion other = under.completion()) {
      StoredUpload waiting = slow.complete(under.editor, "u", Duration.ZERO);
      assertThat(waiting.status()).isEqualTo(UploadStatus.VALIDATING);
      await(making);
      assertThat(other.complete(under.editor, "u", LONG).status())
          .isEqualTo(UploadStatus.VALIDATING);
      assertThat(under.makings).hasValue(0);
      goOn.countDown();
      assertThat(slow.complete(under.editor, "u", LONG).status()).isEqualTo(UploadStatus.IMPORTED);
      assertThat(under.makings).hasValue(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void whoeverWasTakenOverFromWritesNothingMore() {
    under.sent("u");
    try (UploadCompletion slow =
        under.completion((upload, id, bytes) -> {
          under.clock.advance(UploadImport.LEASE.plusMillis(1));
          assertThat(under.complete("u").status()).isEqualTo(UploadStatus.IMPORTED);
          under.make(upload, id, bytes);
        })) {
      assertThat(slow.complete(under.editor, "u", LONG).status()).isEqualTo(UploadStatus.IMPORTED);
    }
    assertThat(under.made).hasSize(1);
  }

  @Test
  void whatIsNoAssetFails() {
    under.sent("u");
    try (UploadCompletion completion =
        under.completion((upload, id, bytes) -> {
          throw new VitrineException(ErrorCode.INVALID_PARAMETER, "The file is no picture");
        })) {
      StoredUpload upload = completion.complete(under.editor, "u", LONG);
      assertThat(upload.status()).isEqualTo(UploadStatus.FAILED);
      assertThat(upload.row().text("errorMessage")).isEqualTo("The file is no picture");
      assertThat(upload.blobs()).isEmpty();
      assertThat(completion.complete(under.editor, "u", LONG)).isEqualTo(upload);
      assertThat(under.ends).containsExactly(UploadStatus.FAILED);
    }
  }

  @Test
  void aPartWhoseBytesAreGoneFailsTheUpload() {
    under.sent("u");
    under.blobs.delete(under.stored("u").blobs().get(1).key());
    assertThat(under.complete("u").row().text("errorMessage"))
        .isEqualTo("The bytes of the upload are no longer there: send the file again");
  }

  @Test
  void aStoreThatIsAwayFailsNothing() {
    under.sent("u");
    try (UploadCompletion completion =
        under.completion((upload, id, bytes) -> {
          throw new AssetStoreException(
              AssetStoreException.Reason.UNAVAILABLE, "It is away.", null);
        })) {
      assertThat(completion.complete(under.editor, "u", LONG).status())
          .isEqualTo(UploadStatus.VALIDATING);
    }
    resume();
    assertThat(under.stored("u").status()).isEqualTo(UploadStatus.IMPORTED);
  }

  @Test
  void whatWasCompletedOutlivesAnyTimeWithoutAServer() {
    under.sent("u");
    try (UploadCompletion completion =
        under.completion((upload, id, bytes) -> {
          throw new AssetStoreException(
              AssetStoreException.Reason.UNAVAILABLE, "It is away.", null);
        })) {
      assertThat(completion.complete(under.editor, "u", LONG).status())
          .isEqualTo(UploadStatus.VALIDATING);
    }
    under.clock.advance(Duration.ofDays(400));
    resume();
    assertThat(under.stored("u").status()).isEqualTo(UploadStatus.IMPORTED);
  }

  @Test
  void aSweepForgetsWhatNobodyCaresFor() {
    under.begin("old", 11, 3);
    under.send("old", 1, "hello");
    under.sent("done");
    under.complete("done");
    under.clock.advance(Duration.ofDays(4));
    under.begin("young", 11, 3);
    try (UploadCompletion completion = under.completion()) {
      UploadSweep sweep = new UploadSweep(under.store, completion);
      sweep.sweep(under.clock.instant());
      assertThat(left()).containsExactly("old", "done", "young");
      under.clock.advance(Duration.ofDays(3).plusMillis(1));
      sweep.sweep(under.clock.instant());
      assertThat(left()).containsExactly("young");
      under.clock.advance(Duration.ofDays(4));
      sweep.sweep(under.clock.instant());
      assertThat(left()).isEmpty();
    }
  }

  private List<String> left() {
    return List.of("old", "done", "young").stream()
        .filter(id -> under.memory.fetch(Uploads.key(id)) != null)
        .toList();
  }

  @Test
  void aDamagedUploadHoldsUpNoOther() {
    under.sent("u");
    under.faulty.dieAfterWrites(1);
    assertThat(under.complete("u").status()).isEqualTo(UploadStatus.VALIDATING);
    under.faulty.setDown(false);
    under.memory.put(
        Uploads.key("damaged"),
        0,
        dev.vitrine.store.Draft.of(
            "proj_a",
            dev.vitrine.store.Visibility.PRIVATE,
            dev.vitrine.store.Bytes.wrap(new byte[] {9})));
    resume();
    assertThat(under.stored("u").status()).isEqualTo(UploadStatus.IMPORTED);
    assertThatThrownBy(() -> under.uploads.get(under.editor, "damaged"))
        .isInstanceOf(dev.vitrine.model.CorruptDocumentException.class);
  }
}
