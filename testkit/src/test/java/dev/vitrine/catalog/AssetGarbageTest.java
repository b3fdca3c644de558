package dev.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.ForeignStoreException;
import dev.vitrine.asset.OwnedAssetStore;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bytes that nobody names go, all others stay. */
class AssetGarbageTest {
  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();

  private AssetGarbage.Found collect(Duration grace, boolean dryRun) {
    return catalog.garbage().collect(grace, dryRun, AssetGarbage.Progress.NONE);
  }

  @Test
  void exactlyWhatIsNamedStays() {
    List<String> named = new ArrayList<>();
    for (String id : List.of("a", "b")) {
      named.add(catalog.text(id, id).asset().blob().key());
    }
    catalog.text("same", "a");
    catalog.text("gone", "gone");
    catalog.delete("gone");
    StoredBlob orphan = catalog.blob("never named");
    catalog.clock.advance(Duration.ofHours(2));
    AssetGarbage.Found dry = collect(AssetGarbage.GRACE, true);
    assertThat(dry).isEqualTo(new AssetGarbage.Found(3, 4, 2, 4 + orphan.size()));
    assertThat(catalog.blobs.keys()).hasSize(4);
    assertThat(collect(AssetGarbage.GRACE, false)).isEqualTo(dry);
    assertThat(catalog.blobs.keys()).containsExactlyInAnyOrderElementsOf(named);
    assertThat(collect(AssetGarbage.GRACE, false).garbage()).isZero();
  }

  @Test
  void nothingIsCollectedOfAnothersStoreNorOfNobodys() {
    StoredBlob orphan = catalog.blob("never named");
    catalog.clock.advance(Duration.ofHours(2));
    AssetGarbage unclaimed = new AssetGarbage(catalog.store, catalog.blobs, catalog.clock);
    for (boolean dryRun : new boolean[] {true, false}) {
      assertThatThrownBy(
              () -> unclaimed.collect(AssetGarbage.GRACE, dryRun, AssetGarbage.Progress.NONE))
          .isInstanceOf(ForeignStoreException.class)
          .hasMessageContaining("whose the blobs");
    }
    AssetGarbage ours = catalog.garbage();
    catalog.blobs.handOver("catalogue_another");
    for (boolean dryRun : new boolean[] {true, false}) {
      assertThatThrownBy(() -> ours.collect(AssetGarbage.GRACE, dryRun, AssetGarbage.Progress.NONE))
          .isInstanceOf(ForeignStoreException.class)
          .hasMessageContaining("catalogue_another");
    }
    assertThat(catalog.blobs.keys()).containsExactly(orphan.key());
    catalog.blobs.handOver(CatalogueId.getOrCreate(catalog.store));
    assertThat(ours.collect(AssetGarbage.GRACE, false, AssetGarbage.Progress.NONE).garbage())
        .isEqualTo(1);
  }

  @Test
  void aStoreWithoutBlobsNeedsNoOwner() {
    AssetGarbage unclaimed =
        new AssetGarbage(
            catalog.store, new OwnedAssetStore(catalog.blobs, "catalogue_a"), catalog.clock);
    assertThat(unclaimed.collect(AssetGarbage.GRACE, false, AssetGarbage.Progress.NONE).blobs())
        .isZero();
    assertThat(catalog.blobs.owner()).as("looking claims nothing").isNull();
  }

  @Test
  void aCatalogueHasOneIdForGood() {
    assertThat(CatalogueId.find(catalog.store)).isNull();
    String id = CatalogueId.getOrCreate(catalog.store);
    assertThat(Ids.Sort.CATALOGUE.hasForm(id)).isTrue();
    assertThat(CatalogueId.getOrCreate(catalog.store)).isEqualTo(id);
    assertThat(CatalogueId.find(catalog.store)).isEqualTo(id);
  }

  @Test
  void whatWasNeededAMomentAgoStays() {
    catalog.blob("just stored");
    assertThat(collect(AssetGarbage.GRACE, false).garbage()).isZero();
    catalog.clock.advance(Duration.ofMinutes(59));
    assertThat(collect(AssetGarbage.GRACE, false).garbage()).isZero();
    catalog.clock.advance(Duration.ofMinutes(2));
    assertThat(collect(AssetGarbage.GRACE, false).garbage()).isEqualTo(1);
    assertThatThrownBy(() -> collect(Duration.ofSeconds(-1), false)).hasMessageContaining("grace");
  }

  @Test
  void aDamagedDocumentKeepsEverything() {
    catalog.text("a", "a");
    catalog.blob("orphan");
    catalog.store.put(
        AssetEdits.key("broken"),
        DocumentStore.ABSENT,
        Draft.of("p", Visibility.PRIVATE, Bytes.wrap(new byte[] {7})));
    catalog.clock.advance(Duration.ofHours(2));
    assertThatThrownBy(() -> collect(AssetGarbage.GRACE, false))
        .hasMessageStartingWith("Nothing is collected: asset broken is damaged");
    assertThat(catalog.blobs.keys()).hasSize(2);
  }

  @Test
  void oneThatIsInterruptedHasDeletedGarbageAloneAndTheNextGoesOn() {
    String named = catalog.text("a", "a").asset().blob().key();
    IntStream.range(0, 2500).forEach(i -> catalog.blob("orphan " + i));
    catalog.clock.advance(Duration.ofHours(2));
    List<AssetGarbage.Found> heard = new ArrayList<>();
    assertThatThrownBy(() ->
            catalog
                .garbage()
                .collect(
                    AssetGarbage.GRACE,
                    false,
                    found -> {
                      heard.add(found);
                      Thread.currentThread().interrupt();
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(heard).hasSize(1);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(catalog.blobs.keys()).hasSizeBetween(400, 600).contains(named);
    collect(AssetGarbage.GRACE, false);
    assertThat(catalog.blobs.keys()).containsExactly(named);
  }

  @Test
  void namesTakeEightBytesAndAreAllFound() {
    BlobNames names = new BlobNames();
    IntStream.range(0, 100_000).forEach(i -> names.add("blob" + i));
    names.seal();
    assertThat(names.size()).isEqualTo(100_000);
    assertThat(IntStream.range(0, 100_000).allMatch(i -> names.has("blob" + i))).isTrue();
    assertThat(IntStream.range(0, 100_000).noneMatch(i -> names.has("other" + i))).isTrue();
  }
}
