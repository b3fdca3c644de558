package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import org.junit.jupiter.api.Test;

/** The log for machines. */
final class LoggingTest {
  @Test
  void aLineHoldsTheSentence() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    LoggingEvent event =
        new LoggingEvent(
            "",
            context.getLogger("access"),
            Level.INFO,
            "{} {} {}",
            null,
            new Object[] {"POST", "/v1/models/get-bulk", 200});
    byte[] line = Logging.jsonEncoder(context).encode(event);
    assertThat(line).endsWith((byte) '\n');
    assertThat(JsonReader.parse(line, JsonLimits.DOCUMENT))
        .isInstanceOfSatisfying(
            JsonObject.class,
            logged -> {
              assertThat(logged.text("formattedMessage")).isEqualTo("POST /v1/models/get-bulk 200");
              assertThat(logged.text("level")).isEqualTo("INFO");
              assertThat(logged.members()).doesNotContainKeys("message", "arguments");
            });
  }
}
