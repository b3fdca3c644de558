package dev.vitrine.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScrapeTest {
  private static final Scrape BEFORE =
      Scrape.of(
          """
          # HELP vitrine_bulk_ids_total Ids
          # TYPE vitrine_bulk_ids_total counter
          vitrine_bulk_ids_total{outcome="returned"} 100.0
          vitrine_bulk_ids_total{outcome="not_found"} 0.0
          vitrine_rows_loaded_total 40.0
          vitrine_rows_loaded_total_other 1000.0
          vitrine_http_requests_seconds_count{method="POST",route="/models/get-bulk",status="200"} 2
          """);
  private static final Scrape AFTER =
      Scrape.of(
          """
          vitrine_bulk_ids_total{outcome="returned"} 250.0
          vitrine_bulk_ids_total{outcome="not_found"} 50.0
          vitrine_rows_loaded_total 90.0 1764000000000
          vitrine_rows_loaded_total_other 5000.0
          jvm_gc_pause_seconds_sum{action="end } of minor",cause="G1 Evacuation Pause",gc="G1"} 1.5E-1
          jvm_gc_pause_seconds_sum{action="other",cause="",gc="G1"} 0.05
          vitrine_http_requests_seconds_count{method="POST",route="/models/get-bulk",status="200"} 5
          vitrine_http_requests_seconds_count{method="POST",route="/models/get-bulk",status="429"} 3
          """);

  @Test
  void theHitShareIsOfWhatWasAskedInBetween() {
    assertThat(AFTER.hitShare(BEFORE)).isEqualTo(1 - 50.0 / 200);
  }

  @Test
  void nothingAskedIsNothingMissed() {
    assertThat(AFTER.hitShare(AFTER)).isEqualTo(1);
  }

  @Test
  void seriesThatAppearCountFromZero() {
    assertThat(AFTER.pauseSeconds(BEFORE)).isEqualTo(0.2, within(1e-9));
    assertThat(AFTER.refused(BEFORE)).isEqualTo(3);
    assertThat(AFTER.refused(AFTER)).isZero();
  }
}
