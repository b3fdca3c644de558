package dev.vitrine.bench.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RoundsTest {
  private static final int ROUNDS = 40;

  @Test
  void everyoneIsMeasuredOnceARoundInChangingOrder() throws Exception {
    List<Turn> turns =
        new Rounds(ROUNDS, new Random(1), news -> {})
            .of("Things", List.of(counting("a"), counting("b"), counting("c")));

    Set<String> orders = new HashSet<>();
    for (int round = 1; round <= ROUNDS; round++) {
      int which = round;
      List<String> order =
          turns.stream()
              .filter(turn -> turn.round() == which)
              .map(Turn::contender)
              .collect(Collectors.toCollection(ArrayList::new));
      assertThat(order).containsExactlyInAnyOrder("a", "b", "c");
      orders.add(String.join("", order));
    }
    assertThat(orders).hasSize(6);
    assertThat(turns)
        .extracting(Turn::turn)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 3 * ROUNDS).boxed().toList());
    assertThat(turns).allSatisfy(turn -> assertThat(turn.value()).isEqualTo(turn.round()));
  }

  private static Contender counting(String name) {
    return new Contender(name, round -> new Contender.Measured(round, name));
  }
}
