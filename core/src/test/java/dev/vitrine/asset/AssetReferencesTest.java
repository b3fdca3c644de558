package dev.vitrine.asset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which asset a class thumbnail is, by its URL. */
class AssetReferencesTest {
  private static List<String> ids(String url) {
    JsonArray thumbnails = new JsonArray(List.of(new JsonString(url)));
    return List.copyOf(
        AssetReferences.ids(JsonObject.of("class", JsonObject.of("thumbnails", thumbnails))));
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.test/assets/a, a",
    "https://x.test/assets-transform/a?p=100&Expires=1, a",
    "https://x.test/v1/assets/a#top, a",
    "/assets/a?url=/assets/b, a",
    "https://cdn.test/some/asset_Ab1.png?x=1, asset_Ab1",
    "https://cdn.test/asset_Ab1, asset_Ab1"
  })
  void theLastSegmentOfAnAssetPath(String url, String id) {
    assertThat(ids(url)).containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.test/assets/a/b",
    "https://x.test/assets/",
    "https://x.test/other/a",
    "https://x.test/?url=/assets/a",
    "https://cdn.test/asset_.png",
    "https://cdn.test/asset_a.tar.gz"
  })
  void noOtherUrlIsOne(String url) {
    assertThat(ids(url)).isEmpty();
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aUrlOfSomeMegabytesIsLookedThroughOnce() {
    assertThat(ids("/assets/x?".repeat(400_000) + "\n\nz")).containsExactly("x");
    assertThat(ids("/assets/x/".repeat(400_000))).isEmpty();
    assertThat(ids("/asset_x.y/".repeat(400_000))).isEmpty();
    assertThat(ids("/asset_" + "x".repeat(4_000_000) + "-")).isEmpty();
  }
}
