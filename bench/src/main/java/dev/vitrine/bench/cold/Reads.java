package dev.vitrine.bench.cold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which ids are asked for: in a round each only once, by whoever asks. */
public record Reads(List<String> ids, int requests) {
  public static final int A_REQUEST = 50;

  /**
   * Ids to draw from.
   *
   * @param requests of each side in a round
   * @throws IllegalArgumentException if there are too few ids for two sides
   */
  public Reads {
    ids = List.copyOf(ids);
    if (ids.size() < 2L * requests * A_REQUEST) {
      throw new IllegalArgumentException(
          "%d ids are too few for two times %d requests".formatted(ids.size(), requests));
    }
  }

  /** The requests of one of two sides in a round, which the other side makes in the next. */
  public List<List<String>> of(int side, int round) {
    List<String> shuffled = new ArrayList<>(ids);
    Collections.shuffle(shuffled, new Random((round + 1) / 2));
    int first = (side + round) % 2 * requests;
    List<List<String>> drawn = new ArrayList<>(requests);
    for (int i = first; i < first + requests; i++) {
      drawn.add(List.copyOf(shuffled.subList(i * A_REQUEST, (i + 1) * A_REQUEST)));
    }
    return drawn;
  }
}
