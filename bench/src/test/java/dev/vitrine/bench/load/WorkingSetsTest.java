package dev.vitrine.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WorkingSetsTest {
  @Test
  void endWithAllOfTheCatalogue() {
    assertThat(WorkingSets.sizes(1_000_000)).startsWith(5_000, 50_000).endsWith(1_000_000);
    assertThat(WorkingSets.sizes(60_000)).containsExactly(5_000, 50_000, 60_000);
    assertThat(WorkingSets.sizes(5_000)).containsExactly(5_000);
  }
}
