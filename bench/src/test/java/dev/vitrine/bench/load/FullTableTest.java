package dev.vitrine.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullTableTest {
  private static final Comparison REACHED =
      new Comparison(
          "some work", "another", Target.atLeast(0.8), Spread.of(List.of(0.7, 0.9, 0.8)));
  private static final Comparison MISSED =
      new Comparison("p99", "p50", Target.atMost(5), Spread.of(List.of(5.0, 6.0)));
  private static final Comparison OPEN =
      new Comparison("something", "before", null, Spread.of(List.of(12.0)));

  @TempDir Path folder;

  @Test
  void theTableSaysWhichTargetsWereMissed() {
    assertThat(Comparison.table(List.of(REACHED, MISSED, OPEN)).lines().skip(2))
        .containsExactly(
            "| some work | another | ≥ 0.80 | **0.80** | 0.70 | 0.90 | 3 |",
            "| p99 | p50 | ≤ 5 | 5.50 (missed) | 5.00 | 6.00 | 2 |",
            "| something | before |  | **12.0** | 12.0 | 12.0 | 1 |");
  }

  @Test
  void oneTableIsMadeOfStoredResults() throws IOException {
    Path first = stored("first", List.of(REACHED));
    Path second = stored("second", List.of(MISSED, OPEN));
    Path parts =
        Files.writeString(
            folder.resolve("parts.json"),
            """
            [{"benchmark": "dev.some.SpliceBenchmark.gzip", "params": {"bytes": "1500"},
              "primaryMetric": {"score": 1.25, "scoreError": "NaN", "scoreUnit": "us/op"}}]
            """,
            UTF_8);

    String table = FullTable.of(List.of(first, second, parts));

    assertThat(table)
        .contains(Comparison.table(List.of(REACHED, MISSED, OPEN)))
        .contains("| SpliceBenchmark.gzip | bytes 1500 | 1.25 |  | us/op |")
        .startsWith("commit abc, jdk some, cores 2, system ?\n\n");
  }

  private Path stored(String name, List<Comparison> findings) throws IOException {
    return Files.write(
        folder.resolve(name + ".json"),
        Asking.MAPPER.writeValueAsBytes(
            Map.of("commit", "abc", "jdk", "some", "cores", 2, Comparison.ALL, findings)));
  }
}
