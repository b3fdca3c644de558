package dev.vitrine.server.cli;

import dev.vitrine.catalog.ImportCounts;
import dev.vitrine.catalog.ImportListener;
import dev.vitrine.catalog.SourcePlace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how an import goes on: a bar on a terminal, else a line now and then.
 * Numbers shown are of what is durable.
 */
final class ImportProgress implements ImportListener, AutoCloseable {
  private static final int WIDTH = 100;
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration NEVER = Duration.ofDays(1000);
  private static final long MEBIBYTE = 1 << 20;

  private final Terminal terminal;
  private final Duration every;
  private final AtomicLong read;
  private final @Nullable ProgressBar bar;
  private long lastShown = System.nanoTime();

  /**
   * A display that begins now.
   *
   * @param every between lines, where there is no bar
   * @param read how many bytes have been read, counted by others
   * @param size of all input in bytes; negative if it is not known
   */
  ImportProgress(Terminal terminal, Duration every, AtomicLong read, long size) {
    this(terminal, every, read, terminal.errIsTerminal() ? bar(terminal, size) : null);
  }

  private ImportProgress(
      Terminal terminal, Duration every, AtomicLong read, @Nullable ProgressBar bar) {
    this.terminal = terminal;
    this.every = every;
    this.read = read;
    this.bar = bar;
  }

  /** Tells of refused documents only. */
  static ImportProgress refusalsOnly(Terminal terminal) {
    return new ImportProgress(terminal, NEVER, new AtomicLong(), null);
  }

  private static ProgressBar bar(Terminal terminal, long size) {
    return new ProgressBarBuilder()
        .setTaskName("Import")
        .setInitialMax(size)
        .setUnit(" MiB", MEBIBYTE)
        .setStyle(ProgressBarStyle.ASCII)
        .setMaxRenderedLength(WIDTH)
        .setUpdateIntervalMillis((int) REDRAW.toMillis())
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), WIDTH))
        .build();
  }

  @Override
  public void refused(SourcePlace place, @Nullable String id, String reason) {
    String line =
        "refused "
            + place
            + ": "
            + (id == null ? "" : Terminal.shown(id) + ": ")
            + Terminal.shown(reason);
    if (bar == null) {
      terminal.err().println(line);
    } else {
      terminal.err().println("\r\u001B[K" + line); // The bar draws itself again below.
    }
  }

  @Override
  public void progressed(ImportCounts counts) {
    if (bar != null) {
      bar.stepTo(read.get());
      bar.setExtraMessage(counts.total() + " models");
    } else if (System.nanoTime() - lastShown >= every.toNanos()) {
      lastShown = System.nanoTime();
      terminal.err().println(line(counts));
      terminal.err().flush();
    }
  }

  /** {@code imported 471, unchanged 0, refused 0}. */
  static String line(ImportCounts counts) {
    return "imported "
        + counts.imported()
        + ", unchanged "
        + counts.unchanged()
        + ", refused "
        + counts.refused();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
