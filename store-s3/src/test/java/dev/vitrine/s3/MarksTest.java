package dev.vitrine.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.testkit.AssetStoreUnderTest;
import dev.vitrine.testkit.Noise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies beside blobs in a bucket. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // Set before the tests.
final class MarksTest implements AssetStoreUnderTest {
  private static final Noise NOISE = new Noise(1, 1000);
  private static LocalS3 s3;

  private final String prefix = UUID.randomUUID() + "/";
  private S3Client client;
  private AssetStore store;

  @BeforeAll
  static void startS3(@TempDir Path folder) throws Exception {
    s3 = LocalS3.start(folder);
  }

  @AfterAll
  static void stopS3() {
    s3.close();
  }

  @BeforeEach
  void open() {
    client = s3.client();
    store = S3AssetStore.open(s3.settings(prefix, S3Settings.ANSWER_TIMEOUT), s3.spool());
  }

  @AfterEach
  void close() {
    store.close();
    client.close();
  }

  @Override
  public AssetStore store() {
    return store;
  }

  @Override
  public void makeOld(String key) {
    s3.setTime(prefix + key, Instant.now().minus(LONG));
  }

  private void put(String name) {
    client.putObject(
        request -> request.bucket(LocalS3.BUCKET).key(prefix + name), RequestBody.empty());
  }

  private void delete(String name) {
    client.deleteObject(request -> request.bucket(LocalS3.BUCKET).key(prefix + name));
  }

  private List<String> names() {
    return client
        .listObjectsV2(request -> request.bucket(LocalS3.BUCKET).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  @Test
  void whatACollectionWasKilledInTheMiddleOfStaysAfterAWhile() {
    String key = stored(NOISE).key();
    put(key + ".condemned-1");
    // A while is three times what an answer may take.
    try (AssetStore impatient =
        S3AssetStore.open(s3.settings(prefix, Duration.ofSeconds(2)), s3.spool())) {
      assertThat(impatient.touch(key)).isTrue();
    }
    assertThat(names()).containsExactlyInAnyOrder(key, key + ".touched");
    assertHolds(key, NOISE);
  }

  @Test
  void whoTouchesWaitsForACollectionUnderWay() throws InterruptedException {
    String key = stored(NOISE).key();
    put(key + ".condemned-1");
    CountDownLatch ended = new CountDownLatch(1);
    Thread collector =
        Thread.startVirtualThread(() -> {
          while (!names().contains(key + ".touched")) {
            Thread.onSpinWait();
          }
          delete(key);
          delete(key + ".condemned-1");
          ended.countDown();
        });
    assertThat(store.touch(key)).isFalse();
    ended.await();
    collector.join();
    assertThat(names()).isEmpty();
  }

  @Test
  void marksAreNoBlobsAndOldOnesAreClearedAway() {
    String key = stored(NOISE).key();
    store.touch(key);
    String gone = "0".repeat(32);
    put(gone + ".touched");
    put(gone + ".condemned-1");
    put(key + ".condemned-1");
    put("notes.txt");
    put(gone + ".txt");
    put("0".repeat(31));
    assertThat(listed()).containsOnlyKeys(key);
    assertThat(names()).hasSize(8);
    Instant longAgo = Instant.now().minus(Duration.ofDays(2));
    s3.setTime(prefix + gone, longAgo);
    s3.setTime(prefix + key, longAgo);
    assertThat(listed()).containsOnlyKeys(key);
    assertThat(names()).as("looking changes nothing").hasSize(8);
    store.tidy();
    assertThat(names())
        .containsExactlyInAnyOrder(
            key, key + ".touched", "notes.txt", gone + ".txt", "0".repeat(31));
    assertThat(store.deleteUntouchedSince(key, Instant.now())).isTrue();
    assertThat(names()).containsExactlyInAnyOrder("notes.txt", gone + ".txt", "0".repeat(31));
  }

  @Test
  void whatCameInPartsIsAsOldAsItsEnd() {
    String key = stored(new Noise(2, 9_000_000)).key();
    assertThat(names()).containsExactlyInAnyOrder(key, key + ".touched");
    store.delete(key);
    assertThat(names()).isEmpty();
  }

  @Test
  void noUploadInPartsIsLeft() throws IOException {
    try (InputStream failing = new Noise(2, 30_000_000).failingAt(20_000_000)) {
      assertThatIOException().isThrownBy(() -> store.put(failing, MUCH));
    }
    assertThat(uploads()).isEmpty();
    assertThat(names()).isEmpty();
  }

  private List<MultipartUpload> uploads() {
    return client
        .listMultipartUploads(request -> request.bucket(LocalS3.BUCKET).prefix(prefix))
        .uploads();
  }

  @Test
  void uploadsInPartsThatMayGoOnAreLeftAlone() {
    client.createMultipartUpload(
        request -> request.bucket(LocalS3.BUCKET).key(prefix + "1".repeat(32)));
    listed();
    assertThat(uploads()).hasSize(1);
    try (Bucket bucket = new Bucket(s3.settings(prefix, S3Settings.ANSWER_TIMEOUT))) {
      bucket.abortPartsBefore(
          Instant.now().plusSeconds(60), name -> assertThat(name).isEqualTo("1".repeat(32)));
    }
    assertThat(uploads()).isEmpty();
  }
}
