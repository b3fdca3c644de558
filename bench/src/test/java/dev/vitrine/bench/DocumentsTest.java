package dev.vitrine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentsTest {
  @ParameterizedTest
  @ValueSource(ints = {Documents.SMALL, Documents.LARGE})
  void areAboutAsLargeAsAsked(int bytes) {
    List<byte[]> documents = Documents.of(100, bytes);

    assertThat(documents.stream().mapToInt(json -> json.length).average().orElse(0))
        .isBetween(0.95 * bytes, 1.1 * bytes);
  }

  @Test
  void areTheSameEachTime() {
    assertThat(Documents.of(20, Documents.SMALL))
        .usingRecursiveComparison()
        .isEqualTo(Documents.of(20, Documents.SMALL));
  }

  @Test
  void areTheSameOneByOne() throws Exception {
    List<byte[]> each = new ArrayList<>();
    Documents.each(20, Documents.SMALL, each::add);

    assertThat(each).usingRecursiveComparison().isEqualTo(Documents.of(20, Documents.SMALL));
  }
}
