package dev.vitrine.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.model.Contract;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RowCacheTest {
  private static final View PLAIN =
      new View(false, false, false, TrainingImages.FIRST_THREE, false, null);
  private static final View RICH = new View(false, true, true, TrainingImages.ALL, true, null);

  private final AtomicLong nanos = new AtomicLong();
  private final RowCache cache = new RowCache(1 << 20, nanos::get);
  private final ModelRows rows = rows(cache);

  private static ModelRows rows(RowCache cache) {
    AssetUrls urls =
        new AssetUrls("http://localhost", SigningKeys.random(), InstantSource.system());
    return new ModelRows(cache, new RowEncoder(Contract.modelFields(), urls));
  }

  private static Document document(long revision, String name) {
    JsonObject row =
        JsonObject.of("id", new JsonString("m"))
            .with("name", new JsonString(name))
            .with("type", new JsonString("custom"));
    byte[] body = ModelDocument.of(row).encode();
    return new Document(
        Key.model("m"), revision, "proj", null, Visibility.PUBLIC, Bytes.wrap(body));
  }

  private boolean keeps(View view) {
    Entry entry = rows.known("m");
    return entry != null && rows.kept(entry, view, Audience.OTHERS, rows.window()) != null;
  }

  @Test
  void aRowIsKept() {
    rows.make(document(1, "one"), PLAIN, Audience.OTHERS, rows.stamp("m"));
    assertThat(keeps(PLAIN)).isTrue();
    assertThat(keeps(View.minimalView())).isFalse();
  }

  @Test
  void viewsThatShowTheSameShareOneRow() {
    Row row = rows.make(document(1, "one"), PLAIN, Audience.OTHERS, rows.stamp("m"));
    Entry entry = Objects.requireNonNull(rows.known("m"));
    assertThat(rows.kept(entry, RICH, Audience.OWNER, rows.window())).isSameAs(row);
  }

  @Test
  void viewsOfOneRevisionAddUp() {
    rows.make(document(1, "one"), PLAIN, Audience.OTHERS, rows.stamp("m"));
    rows.make(document(1, "one"), View.minimalView(), Audience.OTHERS, rows.stamp("m"));
    assertThat(keeps(PLAIN)).isTrue();
    assertThat(keeps(View.minimalView())).isTrue();
  }

  @Test
  void aLoadThatBeganBeforeAChangeIsNotKept() {
    RowCache.Stamp before = rows.stamp("m");
    cache.invalidate("m");
    rows.make(document(1, "one"), PLAIN, Audience.OTHERS, before);
    assertThat(keeps(PLAIN)).isFalse();
    cache.invalidateAll();
    rows.missing("m", before);
    assertThat(rows.isKnownAbsent("m")).isFalse();
  }

  @Test
  void anOlderRevisionNeverReplacesANewerOne() {
    rows.make(document(2, "two"), PLAIN, Audience.OTHERS, rows.stamp("m"));
    rows.make(document(1, "one"), View.minimalView(), Audience.OTHERS, rows.stamp("m"));
    assertThat(keeps(PLAIN)).isTrue();
    assertThat(keeps(View.minimalView())).isFalse();
    rows.make(document(3, "three"), View.minimalView(), Audience.OTHERS, rows.stamp("m"));
    assertThat(keeps(PLAIN)).isFalse();
    assertThat(keeps(View.minimalView())).isTrue();
  }

  @Test
  void absenceIsRememberedForASecond() {
    rows.missing("m", rows.stamp("m"));
    assertThat(rows.isKnownAbsent("m")).isTrue();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(rows.isKnownAbsent("m")).isFalse();
    rows.missing("m", rows.stamp("m"));
    cache.invalidate("m");
    assertThat(rows.isKnownAbsent("m")).isFalse();
  }

  @Test
  void aCacheOfNoBytesKeepsNothing() {
    ModelRows none = rows(new RowCache(0, Ticker.systemTicker()));
    none.make(document(1, "one"), PLAIN, Audience.OTHERS, none.stamp("m"));
    none.missing("x", none.stamp("x"));
    assertThat(none.known("m")).isNull();
    assertThat(none.isKnownAbsent("x")).isFalse();
  }
}
