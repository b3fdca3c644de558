package dev.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class IdsTest {
  @Test
  void idsHaveTheirFormAndDiffer() {
    Ids ids = new Ids();
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      made.add(ids.next(Ids.Sort.MODEL));
    }
    assertThat(made).hasSize(1000).allMatch(id -> id.matches("model_[1-9A-HJ-NP-Za-km-z]{24}"));
    assertThat(made).allMatch(Ids.Sort.MODEL::hasForm).noneMatch(Ids.Sort.ASSET::hasForm);
  }

  @Test
  void otherTextsDoNotHaveTheForm() {
    assertThat(Ids.Sort.PROJECT.hasForm("proj_" + "1".repeat(24))).isTrue();
    assertThat(Ids.Sort.PROJECT.hasForm("proj_" + "1".repeat(23))).isFalse();
    assertThat(Ids.Sort.PROJECT.hasForm("proj_" + "0".repeat(24))).isFalse();
    assertThat(Ids.Sort.PROJECT.hasForm("")).isFalse();
  }
}
