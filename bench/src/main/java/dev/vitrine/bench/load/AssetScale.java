package dev.vitrine.bench.load;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.asset.files.FileAssetStore;
import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import dev.vitrine.catalog.AssetGarbage;
import dev.vitrine.catalog.CatalogueId;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Put;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.sql.EmbeddedStore;
import dev.vitrine.store.sql.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What storing, reading and collecting costs in a store of many images, against one of few. */
final class AssetScale {
  private static final Target TARGET = Target.atMost(1.3);

  /** Images of the small store. */
  static final int FEW = 10_000;

  private static final int BYTES = 8 * 1024;
  private static final int SAMPLE = 501;
  private static final int NEWS_EVERY = 20_000;
  private static final int BATCH = 500;

  /** One in so many images that a collection meets is garbage. */
  private static final int GARBAGE = 50;

  private final int images;
  private int written;

  AssetScale(int images) {
    this.images = images;
  }

  void measure(Bench bench, Report report) throws IOException, InterruptedException {
    try (AssetStore few = FileAssetStore.open(bench.workspace().path("few"));
        AssetStore many = FileAssetStore.open(bench.workspace().path("many"));
        EmbeddedStore ofFew = EmbeddedStore.open(bench.workspace().path("of-few"), Role.TOOL);
        EmbeddedStore ofMany = EmbeddedStore.open(bench.workspace().path("of-many"), Role.TOOL)) {
      var _ = few.claim(CatalogueId.getOrCreate(ofFew));
      var _ = many.claim(CatalogueId.getOrCreate(ofMany));
      List<String> inFew = fill(few, ofFew, FEW);
      List<String> inMany = fill(many, ofMany, images);
      String fewer = FEW + " images";
      String more = images + " images";
      compare(bench, report, "storing one, p50", fewer, more, () -> put(few), () -> put(many));
      compare(
          bench,
          report,
          "reading one, p50",
          fewer,
          more,
          () -> get(few, inFew),
          () -> get(many, inMany));
      compare(
          bench,
          report,
          "collecting garbage, one in " + GARBAGE + ", for each image there is",
          fewer,
          more,
          () -> collect(ofFew, few, FEW),
          () -> collect(ofMany, many, images));
    }
  }

  private interface Measured {
    double micros() throws IOException;
  }

  private static void compare(
      Bench bench,
      Report report,
      String work,
      String fewer,
      String more,
      Measured few,
      Measured many)
      throws IOException, InterruptedException {
    for (Measured measured : List.of(few, many)) {
      var _ = measured.micros();
    }
    List<Turn> turns =
        bench
            .rounds(bench.pace().rounds())
            .of(work, List.of(contender(fewer, few), contender(more, many)));
    report.put("micros, " + work, turns);
    report.add(
        new Comparison(
            work + ", in a store of " + more, fewer, TARGET, Spread.ofRatios(turns, more, fewer)));
  }

  private static Contender contender(String name, Measured measured) {
    return new Contender(
        name, round -> new Contender.Measured(measured.micros(), Map.of("round", round)));
  }

  private List<String> fill(AssetStore store, DocumentStore documents, int count)
      throws IOException {
    List<String> keys = new ArrayList<>(count);
    List<Put> puts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StoredBlob blob = store.put(image(), BYTES);
      keys.add(blob.key());
      String id = "asset_" + i;
      byte[] body = AssetDocument.of(JsonObject.of("id", new JsonString(id)), blob).encode();
      puts.add(
          new Put(
              new Key(Kind.ASSET, id),
              DocumentStore.ABSENT,
              Draft.of("bench", Visibility.PRIVATE, Bytes.wrap(body))));
      if (puts.size() == BATCH || i + 1 == count) {
        var _ = documents.putAll(puts);
        puts.clear();
      }
      if ((i + 1) % NEWS_EVERY == 0) {
        Bench.say("  stored " + (i + 1) + " of " + count);
      }
    }
    return keys;
  }

  /** As large as a thumbnail, and like no other. */
  private InputStream image() {
    byte[] bytes = new byte[BYTES];
    ByteBuffer.wrap(bytes).putInt(++written);
    return new ByteArrayInputStream(bytes);
  }

  private double put(AssetStore store) throws IOException {
    long[] nanos = new long[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      InputStream image = image();
      long begin = System.nanoTime();
      String key = store.put(image, BYTES).key();
      nanos[i] = System.nanoTime() - begin;
      store.delete(key); // So that the store stays as large as it is.
    }
    return p50(nanos);
  }

  private static double get(AssetStore store, List<String> keys) throws IOException {
    Random random = new Random(keys.size());
    long[] nanos = new long[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      long begin = System.nanoTime();
      try (BlobReader blob = store.open(key)) {
        if (blob == null) {
          throw new Unusable("A stored image is not there.");
        }
        try (InputStream in = blob.stream(0, blob.size())) {
          if (in.readAllBytes().length != BYTES) {
            throw new Unusable("A stored image is not whole.");
          }
        }
      }
      nanos[i] = System.nanoTime() - begin;
    }
    return p50(nanos);
  }

  /** Collects where one image in {@value GARBAGE} is garbage, which was stored before. */
  private double collect(DocumentStore documents, AssetStore store, int named) throws IOException {
    int garbage = named / GARBAGE;
    for (int i = 0; i < garbage; i++) {
      var _ = store.put(image(), BYTES);
    }
    long begin = System.nanoTime();
    AssetGarbage.Found found =
        new AssetGarbage(documents, store, InstantSource.system())
            .collect(Duration.ZERO, false, AssetGarbage.Progress.NONE);
    if (found.garbage() != garbage || found.blobs() != named + garbage) {
      throw new Unusable("A collection found what is not there: " + found);
    }
    return (System.nanoTime() - begin) / 1e3 / found.blobs();
  }

  private static double p50(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1e3;
  }
}
