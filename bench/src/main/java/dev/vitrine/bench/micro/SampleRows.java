package dev.vitrine.bench.micro;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.bench.Documents;
import dev.vitrine.model.Contract;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.row.Audience;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.Row;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.row.TrainingImages;
import dev.vitrine.row.View;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The rows of made-up models, cached, and all they are made with. */
final class SampleRows {
  /** Ids of a request. */
  static final int COUNT = 50;

  static final View VIEW = new View(false, false, true, TrainingImages.FIRST_THREE, false, null);
  private static final long CACHE_BYTES = 1L << 30;
  private static final long SEED = 3;

  final RowEncoder encoder =
      new RowEncoder(
          Contract.modelFields(),
          new AssetUrls("http://127.0.0.1", SigningKeys.random(), InstantSource.system()));
  final ModelRows models = new ModelRows(new RowCache(CACHE_BYTES, Ticker.systemTicker()), encoder);
  final List<String> ids = new ArrayList<>();
  final List<byte[]> stored = new ArrayList<>();

  /** Without their compressed form. */
  final List<Row> plain = new ArrayList<>();

  /** In both forms. */
  final List<Row> rows = new ArrayList<>();

  /** As many rows as a request asks for, of about this many bytes. */
  SampleRows(int bytes) {
    this(COUNT, bytes);
  }

  /** Rows of about this many bytes. */
  SampleRows(int count, int bytes) {
    for (byte[] json : Documents.of(count, bytes)) {
      ModelDocument model =
          ModelDocument.of((JsonObject) JsonReader.parse(json, JsonLimits.DOCUMENT));
      byte[] body = model.encode();
      ids.add(model.id());
      stored.add(body);
      Row row = make(model.id(), body);
      plain.add(row);
      rows.add(models.deflated(model.id(), row));
    }
  }

  /** The row of a stored document under an id, which is kept. */
  Row make(String id, byte[] body) {
    Document document =
        new Document(Key.model(id), 1, "project", null, Visibility.PRIVATE, Bytes.wrap(body));
    return models.make(document, VIEW, Audience.OWNER, models.stamp(id));
  }

  /** Which of so many models each of some requests asks for, the same ones every time. */
  static int[][] requests(int requests, int models) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[][] drawn = new int[requests][];
    for (int i = 0; i < requests; i++) {
      drawn[i] = random.ints(0, models).distinct().limit(COUNT).toArray();
    }
    return drawn;
  }
}
