package dev.vitrine.server.cli;

import dev.vitrine.client.DownloadListener;
import dev.vitrine.client.UploadListener;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how far a file is: a bar on a terminal, else a line now and then. Where
 * an upload breaks off because the process is told to end, it says how to go on.
 */
final class TransferProgress implements UploadListener, DownloadListener, AutoCloseable {
  private static final int WIDTH = 100;
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final long MEBIBYTE = 1 << 20;

  private final Terminal terminal;
  private final String name;
  private final Thread hook = new Thread(this::brokenOff, "transfer");
  private @Nullable ProgressBar bar;
  private @Nullable String uploadId;
  private long lastShown = System.nanoTime();

  /** A display for a file of this name. */
  TransferProgress(Terminal terminal, String name) {
    this.terminal = terminal;
    this.name = name;
  }

  @Override
  public synchronized void started(String id) {
    uploadId = id;
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }

  private synchronized void brokenOff() {
    terminal.err().println();
    terminal.err().println(name + " is not there yet. " + goingOn(name, String.valueOf(uploadId)));
    terminal.err().flush();
  }

  /** How an upload is gone on with. */
  static String goingOn(String file, String id) {
    return "Go on with: vitrine assets put "
        + Suggested.word(file)
        + " --resume "
        + Terminal.shown(id);
  }

  @Override
  public void sent(long sent, long total) {
    moved(sent, total);
  }

  @Override
  public void received(long received, long total) {
    moved(received, total);
  }

  private synchronized void moved(long now, long total) {
    if (terminal.errIsTerminal()) {
      if (bar == null) {
        bar = bar(total);
      }
      bar.stepTo(now);
    } else if (System.nanoTime() - lastShown >= EVERY.toNanos()) {
      lastShown = System.nanoTime();
      String of = total < 0 ? "" : " of " + ShownSize.of(total);
      terminal.err().println(Terminal.shown(name) + ": " + ShownSize.of(now) + of);
      terminal.err().flush();
    }
  }

  private ProgressBar bar(long total) {
    return new ProgressBarBuilder()
        .setTaskName(Terminal.shown(name))
        .setInitialMax(total)
        .setUnit(" MiB", MEBIBYTE)
        .setStyle(ProgressBarStyle.ASCII)
        .setMaxRenderedLength(WIDTH)
        .setUpdateIntervalMillis((int) REDRAW.toMillis())
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), WIDTH))
        .build();
  }

  @Override
  public synchronized void close() {
    if (uploadId != null) {
      try {
        var _ = Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // It is running.
      }
    }
    if (bar != null) {
      bar.close();
    }
  }
}
