package dev.vitrine.bench.pairs;

import dev.vitrine.bench.pairs.Contender.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Measures round by round, in each all contenders in an order of its own. */
public record Rounds(int count, Random random, Consumer<String> progress) {
  public List<Turn> of(String what, List<Contender> contenders)
      throws IOException, InterruptedException {
    List<Turn> turns = new ArrayList<>();
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 1; round <= count; round++) {
      progress.accept(what + ": round " + round + " of " + count);
      Collections.shuffle(order, random);
      for (Contender contender : order) {
        Measured measured = contender.measurement().in(round);
        turns.add(
            new Turn(contender.name(), round, turns.size() + 1, measured.value(), measured.seen()));
      }
    }
    return turns;
  }
}
