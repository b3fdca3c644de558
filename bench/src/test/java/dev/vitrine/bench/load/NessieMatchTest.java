package dev.vitrine.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NessieMatchTest {
  @Test
  void textThatNeedsNoEscapingIsAsLong() {
    String text = NessieMatch.unescaped("{\"a\":\"b\\\"\\\\\n\"}");

    assertThat(text).isEqualTo("{xax:xbxxxxxx}");
  }
}
