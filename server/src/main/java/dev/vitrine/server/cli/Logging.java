package dev.vitrine.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.vitrine.server.config.LogConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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

  /** A server logs what it does, through a buffer. */
  static void forServer(LogConfig config) {
    root(Level.INFO);
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
            instanceof ch.qos.logback.classic.Logger root
        && root.getAppender(APPENDER) instanceof ConsoleAppender<ILoggingEvent> direct) {
      BufferedAppender buffered = new BufferedAppender(new FileOutputStream(FileDescriptor.err));
      buffered.setName(APPENDER);
      buffered.setContext(root.getLoggerContext());
      buffered.setEncoder(
          config.format() == LogConfig.Format.JSON
              ? jsonEncoder(root.getLoggerContext())
              : direct.getEncoder());
      buffered.start();
      root.addAppender(buffered);
      root.detachAppender(direct);
    }
  }

  /** Writes what the buffer holds, before the process ends. */
  static void flush() {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
            instanceof ch.qos.logback.classic.Logger root
        && root.getAppender(APPENDER) instanceof BufferedAppender buffered) {
      buffered.flush();
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
