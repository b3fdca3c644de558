package dev.vitrine.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void whatCouldForgeALineOrMoveACursorIsReplaced() {
    assertThat(LogText.of("/models/a-1.5%20")).isEqualTo("/models/a-1.5%20");
    assertThat(LogText.of("a\nb\r\u0085\u2028\u009b\u001b[2J é")).isEqualTo("a?b????" + "?[2J??");
  }

  @Test
  void nothingIsEndless() {
    assertThat(LogText.of("x".repeat(100_000))).hasSize(515).endsWith("...");
    assertThat(LogText.of("x".repeat(512))).hasSize(512);
  }
}
