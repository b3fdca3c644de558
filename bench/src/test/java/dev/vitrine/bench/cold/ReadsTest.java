package dev.vitrine.bench.cold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReadsTest {
  private static final List<String> IDS =
      IntStream.range(0, 450).mapToObj(i -> "model_" + i).toList();
  private final Reads reads = new Reads(IDS, 4);

  private static List<String> all(List<List<String>> requests) {
    return requests.stream().flatMap(List::stream).toList();
  }

  @Test
  void noIdIsReadTwiceInARound() {
    List<String> both = new ArrayList<>(all(reads.of(0, 1)));
    both.addAll(all(reads.of(1, 1)));

    assertThat(both).hasSize(400).doesNotHaveDuplicates();
    assertThat(IDS).containsAll(both);
    assertThat(reads.of(0, 1)).hasSize(4).allSatisfy(one -> assertThat(one).hasSize(50));
  }

  @Test
  void theSidesChangePlacesInTheNextRoundAndThenOthersAreDrawn() {
    assertThat(reads.of(0, 2)).isEqualTo(reads.of(1, 1)).isNotEqualTo(reads.of(0, 1));
    assertThat(reads.of(1, 2)).isEqualTo(reads.of(0, 1));
    assertThat(reads.of(0, 3)).isNotEqualTo(reads.of(0, 1)).isNotEqualTo(reads.of(1, 1));
  }

  @Test
  void tooFewIdsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Reads(IDS, 5));
  }
}
