package dev.vitrine.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.vitrine.server.config.LogConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much is logged, and in which form; where to is said in {@code logback.xml}: standard error.
 */
final class Logging {
  private static final String APPENDER = "stderr";

  private Logging() {}

  /** Commands that end by themselves say what they have to say; only warnings are logged beside. */
  static void forCommands() {
    root(Level.WARN);
  }

  /** A server logs what it does. */
  static void forServer(LogConfig config) {
    root(Level.INFO);
    if (config.format() == LogConfig.Format.JSON
        && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
            instanceof ch.qos.logback.classic.Logger root
        && root.getAppender(APPENDER) instanceof ConsoleAppender<ILoggingEvent> appender) {
      JsonEncoder encoder = jsonEncoder(root.getLoggerContext());
      appender.stop();
      appender.setEncoder(encoder);
      appender.start();
    }
  }

  /** An event a line, with the sentence a reader of the text form sees. */
  static JsonEncoder jsonEncoder(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.start();
    return encoder;
  }

  private static void root(Level level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
    }
  }
}
