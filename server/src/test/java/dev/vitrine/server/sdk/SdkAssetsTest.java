package dev.vitrine.server.sdk;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitrine.access.Role;
import dev.vitrine.client.AssetCreateParams;
import dev.vitrine.client.AssetDownloadParams;
import dev.vitrine.client.AssetGetBulkResponse;
import dev.vitrine.client.AssetListParams;
import dev.vitrine.client.AssetUpdateParams;
import dev.vitrine.client.ModelCreateParams;
import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.ModelUpdateParams;
import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.TrainingImageParams;
import dev.vitrine.client.UpdateTagsParams;
import dev.vitrine.client.UploadListener;
import dev.vitrine.client.UploadParams;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.PermissionException;
import dev.vitrine.client.error.UploadFailedException;
import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.AssetFormat;
import dev.vitrine.client.model.AssetKind;
import dev.vitrine.client.model.LockedAsset;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.TrainingImage;
import dev.vitrine.client.model.Upload;
import dev.vitrine.client.model.UploadKind;
import dev.vitrine.client.model.UploadStatus;
import dev.vitrine.server.TestServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way through the Java client, from the disk to a model's row and back. */
@Timeout(120)
class SdkAssetsTest {
  private static final RequestOptions NONE = RequestOptions.none();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @AutoClose private final TestServer server = TestServer.start();
  @AutoClose private final VitrineClient client = SdkClients.of(server).build();

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private String uploaded(Path file, UploadParams params) throws IOException {
    return client.uploads().upload(file, params, (sent, total) -> {}).entityId().orElseThrow();
  }

  private byte[] loaded(AssetDownloadParams params) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    client.assets().downloadTo(params, bytes, NONE);
    return bytes.toByteArray();
  }

  private String created() {
    return client.models().create(ModelCreateParams.builder().name("Ferns").build()).model().id();
  }

  @Test
  void aPictureGoesFromTheDiskToAModelsRowAndBack() throws IOException {
    byte[] picture = Pictures.png(640, 480, 1);
    String assetId = uploaded(file("fern.png", picture), UploadParams.asset().partSize(1000));
    Asset asset = client.assets().get(assetId);
    assertThat(asset.kind()).contains(AssetKind.IMAGE);
    assertThat(asset.mimeType()).contains("image/png");
    assertThat(asset.properties().orElseThrow().width().orElseThrow()).isEqualTo("640");

    String modelId = created();
    TrainingImage image =
        client
            .models()
            .trainingImages()
            .add(modelId, TrainingImageParams.ofAsset(assetId).description("A fern"));
    assertThat(image.id()).contains(assetId);
    assertThat(client.models().trainingImages().describe(modelId, assetId, "Ferns").description())
        .contains("Ferns");
    client.models().update(modelId, ModelUpdateParams.builder().thumbnail(assetId).build());

    Model row =
        client
            .models()
            .getBulk(
                ModelGetBulkParams.builder().modelIds(List.of(modelId)).thumbnail(true).build())
            .models()
            .get(0);
    String shown = row.thumbnail().orElseThrow().url().orElseThrow();
    BufferedImage small =
        Objects.requireNonNull(
            ImageIO.read(
                new ByteArrayInputStream(
                    loaded(AssetDownloadParams.ofUrl(shown + "&width=64&format=png")))));
    assertThat(small.getWidth()).isEqualTo(64);
    assertThat(small.getHeight()).isEqualTo(48);
    String original = row.trainingImages().orElseThrow().get(0).downloadUrl().orElseThrow();
    assertThat(loaded(AssetDownloadParams.ofUrl(original))).isNotEmpty();
    assertThatThrownBy(
            () -> loaded(AssetDownloadParams.ofUrl(shown.replace("Signature=", "Signature=x"))))
        .isInstanceOf(PermissionException.class);

    Path copy = folder.resolve("copy.png");
    assertThat(client.assets().downloadTo(assetId, copy)).isEqualTo(picture.length);
    assertThat(copy).hasBinaryContent(picture);
    byte[] webp = loaded(AssetDownloadParams.of(assetId).format(AssetFormat.WEBP));
    assertThat(new String(webp, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
  }

  @Test
  void assetsAreCreatedChangedReadAndDeleted() {
    Asset first =
        client
            .assets()
            .create(AssetCreateParams.of("a.png", Pictures.png(8, 8, 2)).tags(List.of("t")));
    String id = first.id().orElseThrow();
    Asset copy = client.assets().copy(id);
    String other = copy.id().orElseThrow();
    assertThat(other).isNotEqualTo(id);
    assertThat(client.assets().update(id, AssetUpdateParams.none().description("D")).description())
        .contains("D");
    assertThat(client.assets().updateTags(id, UpdateTagsParams.none().add("u").delete("t")).added())
        .containsExactly("u");
    String collection = client.collections().create("C").id().orElseThrow();
    assertThat(
            client
                .collections()
                .addAssets(collection, List.of(id, other))
                .assetCount()
                .orElseThrow())
        .isEqualTo("2");
    client.collections().removeAssets(collection, List.of(other));
    assertThat(
            client
                .assets()
                .list(AssetListParams.builder().collectionId(collection).build())
                .autoPager())
        .map(asset -> asset.id().orElseThrow())
        .containsExactly(id);
    server.asset(TestServer.RIVAL, "asset_theirs", "private");
    AssetGetBulkResponse read =
        client.assets().getBulk(List.of(other, "asset_none", "asset_theirs", id));
    assertThat(read.assets()).map(asset -> asset.id().orElseThrow()).containsExactly(other, id);
    assertThat(read.missing()).containsExactly("asset_none", "asset_theirs");

    String modelId = created();
    assertThat(client.models().trainingImages().addAssets(modelId, List.of(id, other)))
        .map(image -> image.id().orElseThrow())
        .containsExactly(id, other);
    InvalidRequestException used =
        catchThrowableOfType(
            InvalidRequestException.class, () -> client.assets().delete(List.of(id)));
    assertThat(used.details().path("usedBy").toString()).contains(modelId);
    client.assets().forceDelete(List.of(id), NONE);
    assertThatThrownBy(() -> client.assets().get(id)).isInstanceOf(NotFoundException.class);
    client.models().trainingImages().delete(modelId, other);
    client.assets().delete(List.of(other));
    assertThat(client.models().get(modelId).model().trainingImages().orElse(List.of())).isEmpty();
  }

  @Test
  void aCanvasIsChangedByWhoeverHoldsItsLock() {
    String id =
        client.assets().create(AssetCreateParams.ofCanvas("Board", "{}")).id().orElseThrow();
    LockedAsset locked = client.assets().lock(id, TestServer.NOW.plusSeconds(600), NONE);
    AssetUpdateParams change = AssetUpdateParams.none().canvas("{\"a\":1}");
    assertThatThrownBy(() -> client.assets().update(id, change))
        .isInstanceOf(InvalidRequestException.class);
    String lock = locked.lockId().orElseThrow();
    client.assets().update(id, change.lockId(lock));
    client.assets().unlock(id, lock, NONE);
    client.assets().update(id, AssetUpdateParams.none().name("Board 2"));
  }

  @Test
  void whatBreaksOffOnTheWayIsGoneOnWith() throws IOException {
    byte[] content = new byte[600_000];
    new Random(1).nextBytes(content);
    Path file = file("noise.bin", content);
    AtomicReference<String> begun = new AtomicReference<>("");
    UploadListener gone =
        new UploadListener() {
          @Override
          public void started(String uploadId) {
            begun.set(uploadId);
          }

          @Override
          public void sent(long sent, long total) {
            if (sent > 450_000) {
              throw new IllegalStateException("gone");
            }
          }
        };
    UploadParams params = UploadParams.asset().partSize(100_000).parallelism(1);
    assertThatThrownBy(() -> client.uploads().upload(file, params, gone))
        .isInstanceOf(IllegalStateException.class);
    Upload open = client.uploads().get(begun.get());
    assertThat(open.status()).contains(UploadStatus.PENDING);
    assertThat(open.parts().orElseThrow())
        .filteredOn(part -> part.uploaded().orElse(false))
        .hasSizeBetween(3, 5);
    AtomicLong first = new AtomicLong(-1);
    Upload done =
        client
            .uploads()
            .upload(
                file,
                UploadParams.asset().resume(begun.get()),
                (sent, total) -> first.compareAndSet(-1, sent));
    assertThat(first.get()).as("what is there counts at once").isEqualTo(100_000);
    assertThat(loaded(AssetDownloadParams.of(done.entityId().orElseThrow()))).isEqualTo(content);
    assertThat(client.uploads().get(begun.get()).status()).contains(UploadStatus.IMPORTED);
  }

  @Test
  void connectionsMayBreakWhileBytesCome() throws Exception {
    byte[] content = new byte[900_000];
    new Random(2).nextBytes(content);
    Path file = file("noise.bin", content);
    String id = uploaded(file, UploadParams.asset());
    String url =
        client
            .assets()
            .get(id, RequestOptions.builder().originalAssets(true).build())
            .url()
            .orElseThrow();
    try (CuttingProxy way = new CuttingProxy(server.address(), 300_000, 10_000, 300_000)) {
      assertThat(loaded(AssetDownloadParams.ofUrl(way.through(url)))).isEqualTo(content);
      assertThat(way.connections()).isEqualTo(4);
    }
  }

  @Test
  void whatIsNoPictureIsRefusedAsOne() throws IOException {
    Path text = file("fern.png", "no picture at all".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> uploaded(text, UploadParams.asset().kind(UploadKind.IMAGE)))
        .isInstanceOf(UploadFailedException.class);
    assertThatThrownBy(() -> client.assets().create(AssetCreateParams.of(text)))
        .isInstanceOf(InvalidRequestException.class);
    try (VitrineClient reader =
        SdkClients.of(server)
            .credentials(TestServer.keyId(STUDIO, Role.READER), TestServer.SECRET)
            .build()) {
      assertThatThrownBy(() -> reader.uploads().upload(text))
          .isInstanceOf(PermissionException.class);
    }
  }
}
