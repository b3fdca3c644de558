package dev.vitrine.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BacklogTest {
  @Test
  void givesBackInOrderWhatItTookHoweverMuchThatIs() {
    Backlog backlog = new Backlog();
    long taken = 0;
    long given = 0;
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 1_000; i++) {
        backlog.add(taken++);
      }
      for (int i = 0; i < 900; i++) {
        assertThat(backlog.first()).isEqualTo(given);
        assertThat(backlog.remove()).isEqualTo(given++);
      }
    }

    assertThat(backlog.size()).isEqualTo((int) (taken - given));
    while (!backlog.isEmpty()) {
      assertThat(backlog.remove()).isEqualTo(given++);
    }
    assertThat(given).isEqualTo(taken);
  }
}
