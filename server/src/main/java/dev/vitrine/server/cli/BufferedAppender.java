package dev.vitrine.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines in large pieces: a line an answer, each a call of the system, would cost a busy
 * server more than the answers' rows do. Warnings and errors are written at once, with all that
 * came before; other lines within {@value #FLUSH_EVERY_MILLIS} milliseconds.
 */
final class BufferedAppender extends OutputStreamAppender<ILoggingEvent> {
  private static final int BUFFER = 64 * 1024;
  private static final long FLUSH_EVERY_MILLIS = 100;

  private @Nullable ScheduledFuture<?> flushing;

  /** An appender to a stream, which it never closes. */
  BufferedAppender(OutputStream stream) {
    setImmediateFlush(false);
    setOutputStream(new BufferedOutputStream(stream, BUFFER));
  }

  @Override
  public void start() {
    super.start();
    flushing =
        getContext()
            .getScheduledExecutorService()
            .scheduleWithFixedDelay(
                this::flush, FLUSH_EVERY_MILLIS, FLUSH_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void append(ILoggingEvent event) {
    super.append(event);
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      flush();
    }
  }

  @Override
  public void stop() {
    if (flushing != null) {
      flushing.cancel(false);
    }
    super.stop();
  }

  @Override
  protected void closeOutputStream() {
    flush();
  }

  /** Writes what is held. */
  void flush() {
    streamWriteLock.lock();
    try {
      OutputStream stream = getOutputStream();
      if (stream != null) {
        stream.flush();
      }
    } catch (IOException e) {
      addError("the log cannot be written", e);
    } finally {
      streamWriteLock.unlock();
    }
  }
}
