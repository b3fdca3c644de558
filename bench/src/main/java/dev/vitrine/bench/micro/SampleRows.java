package dev.vitrine.bench.micro;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.SigningKey;
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

/** The rows of fifty made-up models, and all they are made with. */
final class SampleRows {
  static final int COUNT = 50;
  static final View VIEW = new View(false, false, true, TrainingImages.FIRST_THREE, false, null);
  private static final long CACHE_BYTES = 64L << 20;

  final RowEncoder encoder =
      new RowEncoder(
          Contract.modelFields(),
          new AssetUrls("http://127.0.0.1", SigningKey.random(), InstantSource.system()));
  final ModelRows models = new ModelRows(new RowCache(CACHE_BYTES, Ticker.systemTicker()), encoder);
  final List<String> ids = new ArrayList<>();
  final List<byte[]> stored = new ArrayList<>();
  final List<Row> rows = new ArrayList<>();

  /** Rows of about this many bytes, cached, in both forms. */
  SampleRows(int bytes) {
    for (byte[] json : Documents.of(COUNT, bytes)) {
      ModelDocument model =
          ModelDocument.of((JsonObject) JsonReader.parse(json, JsonLimits.DOCUMENT));
      byte[] body = model.encode();
      Document document =
          new Document(
              Key.model(model.id()), 1, "project", null, Visibility.PRIVATE, Bytes.wrap(body));
      ids.add(model.id());
      stored.add(body);
      Row row = models.make(document, VIEW, Audience.OWNER, models.stamp(model.id()));
      rows.add(models.deflated(model.id(), row));
    }
  }
}
