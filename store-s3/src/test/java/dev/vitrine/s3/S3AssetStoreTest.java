package dev.vitrine.s3;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.testkit.AssetStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store in S3 keeps the contract. */
@SuppressWarnings("NullAway.Init") // Set before all tests.
final class S3AssetStoreTest extends AssetStoreContract {
  private static LocalS3 s3;

  private String prefix;

  @BeforeAll
  static void startS3(@TempDir Path folder) throws Exception {
    s3 = LocalS3.start(folder);
  }

  @AfterAll
  static void stopS3() {
    s3.close();
  }

  @Override
  protected AssetStore open(Path folder) {
    prefix = "tests/" + UUID.randomUUID() + "/";
    return S3AssetStore.open(
        s3.settings(prefix, S3Settings.ANSWER_TIMEOUT), folder.resolve("spool"));
  }

  @Override
  public void makeOld(String key) {
    s3.setTime(prefix + key, Instant.now().minus(LONG));
  }

  @Override
  public boolean readsPartsOfTheDeleted() {
    return false;
  }

  @Override
  public int rounds() {
    return 20;
  }
}
