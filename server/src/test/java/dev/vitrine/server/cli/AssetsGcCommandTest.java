package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.ForeignStoreException;
import dev.vitrine.asset.OwnedAssetStore;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.catalog.CatalogueId;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.sql.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vitrine assets gc} on a data folder. */
final class AssetsGcCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Cli cli = new Cli(Path.of("unset"));

  @BeforeEach
  void fill() throws IOException {
    cli = new Cli(folder);
    cli.run("keys", "create", "--project", "studio").ok();
    try (Catalogue catalogue = Catalogue.open(folder, Role.TOOL);
        AssetStore blobs = AssetStores.inFolder(catalogue)) {
      StoredBlob named = put(blobs, "named");
      JsonObject row = (JsonObject) TestServer.json("{\"id\":\"asset_1\"}");
      var _ =
          catalogue
              .store()
              .put(
                  new Key(Kind.ASSET, "asset_1"),
                  DocumentStore.ABSENT,
                  Draft.of(
                      "proj_x",
                      Visibility.PRIVATE,
                      Bytes.wrap(AssetDocument.of(row, named).encode())));
      put(blobs, "nobody's");
      put(blobs, "nobody's either");
    }
  }

  private static StoredBlob put(AssetStore blobs, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return blobs.put(new ByteArrayInputStream(bytes), bytes.length);
  }

  private Cli.Result gc(String... more) {
    return gcIn(folder, more);
  }

  private static Cli.Result gcIn(Path data, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "assets";
    arguments[1] = "gc";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new Cli(data).run(arguments);
  }

  @Test
  void whatNobodyNamesIsDeletedOnceItIsOldEnough() {
    assertThat(gc().ok().out()).isEqualTo("deleted 0 blobs, 0 B, of 3 in the store\n");
    assertThat(gc("--dry-run", "--grace", "0s", "--offline").ok().out())
        .isEqualTo("would delete 2 blobs, 23 B, of 3 in the store\n");
    assertThat(gc("--grace", "0s", "--offline", "--json").ok().out())
        .isEqualTo("{\"dryRun\":false,\"named\":1,\"blobs\":3,\"garbage\":2,\"bytes\":23}\n");
    assertThat(gc("--grace", "0s", "--offline").ok().out())
        .isEqualTo("deleted 0 blobs, 0 B, of 1 in the store\n");
  }

  /** The files of a folder with their times, but for the session that looks. */
  private static Map<String, Object> files(Path folder) throws IOException {
    Map<String, Object> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        found.put(folder.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return found;
  }

  @Test
  void aDryRunChangesNothing() throws IOException {
    Path assets = folder.resolve("assets");
    Map<String, Object> before = files(assets);
    gc("--dry-run", "--grace", "0s", "--offline").ok();
    assertThat(files(assets)).isEqualTo(before).isNotEmpty();
  }

  /** The store of one catalogue, named by the settings of another. */
  @Test
  void anothersStoreIsLeftAlone(@TempDir Path other) throws IOException {
    Path assets = folder.resolve("assets");
    new Cli(other).run("keys", "create", "--project", "studio").ok();
    Files.writeString(
        other.resolve("vitrine.yaml"), "assets:\n  folder: " + assets.toRealPath() + "\n");
    Map<String, Object> before = files(assets);
    for (String[] how :
        new String[][] {{"--dry-run"}, {}, {"--grace", "0s", "--offline"}, {"--grace", "30m"}}) {
      gcIn(other, how).failed(1, "belongs to the catalogue catalogue_");
    }
    assertThat(files(assets)).isEqualTo(before);

    new Cli(other).run("assets", "adopt", "--from", "catalogue_x").failed(1, "not to catalogue_x");
    assertThat(files(assets)).isEqualTo(before);
    String owner = Files.readString(assets.resolve("owner")).strip();
    new Cli(other).run("assets", "adopt", "--from", owner).ok();
    gc().failed(1, "vitrine assets adopt --from");
    before = files(assets);
    gcIn(other, "--grace", "0s", "--offline").failed(1, "--all");
    assertThat(files(assets)).as("nothing is named").isEqualTo(before);
    assertThat(gcIn(other, "--grace", "0s", "--offline", "--dry-run").ok().out())
        .startsWith("would delete 3 blobs");
    assertThat(gcIn(other, "--grace", "0s", "--offline", "--all").ok().out())
        .startsWith("deleted 3 blobs");
  }

  @Test
  void aServerDoesNotStartOnAnothersStore(@TempDir Path other) {
    Wiring.Settings settings = Wiring.Settings.onLoopback();
    assertThatExceptionOfType(ForeignStoreException.class)
        .isThrownBy(() -> {
          Catalogue theirs = Catalogue.open(other, Role.SERVER);
          AssetStore blobs = AssetStores.files(folder.resolve("assets"));
          String id = CatalogueId.getOrCreate(theirs.store());
          Service.start(theirs, () -> new OwnedAssetStore(blobs, id), settings).close();
        })
        .withMessageContaining("belongs to the catalogue catalogue_")
        .withMessageContaining("of its own");
  }

  @Test
  void aServerDoesNotStartWhereTheOwnerIsDamaged() throws IOException {
    Path owner = Files.writeString(folder.resolve("assets/owner"), "catalogue_6n");
    cli.run("demo", "--once").failed(1, "restore it, or remove it");
    assertThat(owner).content().isEqualTo("catalogue_6n");
  }

  @Test
  void nobodysStoreIsLeftAlone() throws IOException {
    Files.delete(folder.resolve("assets/owner"));
    gc("--grace", "0s", "--offline").failed(1, "Nothing says whose");
    gc("--dry-run").failed(1, "vitrine assets adopt --from nobody");
    try (Catalogue catalogue = Catalogue.open(folder, Role.TOOL);
        AssetStore blobs = AssetStores.inFolder(catalogue)) {
      assertThatExceptionOfType(ForeignStoreException.class).isThrownBy(() -> put(blobs, "more"));
    }
    cli.run("assets", "adopt", "--from", "catalogue_x").failed(1, "belongs to nobody");
    cli.run("assets", "adopt", "--from", "nobody").ok();
    assertThat(gc("--grace", "0s", "--offline").ok().out()).startsWith("deleted 2 blobs");
  }

  @Test
  void theSettingsMayBeNamed(@TempDir Path other) throws IOException {
    new Cli(other).run("keys", "create", "--project", "studio").ok();
    Path settings =
        Files.writeString(
            other.resolve("other.yaml"),
            "assets:\n  folder: " + folder.resolve("assets").toRealPath() + "\n");
    String[] named = {"--config", settings.toString()};
    gcIn(other, named).failed(1, "belongs to the catalogue");
    new Cli(other)
        .run("assets", "adopt", "--from", "catalogue_x", "--config", settings.toString())
        .failed(1, "not to catalogue_x");
  }

  @Test
  void aServerIsNotCollectedUnder() {
    try (Catalogue server = Catalogue.open(folder, Role.SERVER)) {
      assertThat(server.folder()).isEqualTo(folder);
      gc("--grace", "0s", "--offline").failed(1, "server");
      gc("--grace", "30m").ok();
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    gc("--grace", "soon").failed(1, "--grace is a time");
    gc("--grace", "1799s").failed(1, "--offline");
    new Cli(folder.resolve("nowhere")).run("assets", "gc").failed(1, "nowhere");
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }
}
