package dev.vitrine.server.cli;

import dev.vitrine.index.IndexRebuild;
import dev.vitrine.index.IndexRebuildException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Builds the index of lists again. */
@Command(
    name = "rebuild",
    header = "Build the index of lists again from the catalogue.",
    description =
        "Lists go on being answered from the old index until the new one is there. A running server takes the new one by itself within seconds. Interrupting it leaves the old one as it is.",
    footerHeading = "%nExamples:%n",
    footer = {"  vitrine index rebuild", "  vitrine index rebuild --data /srv/vitrine"})
final class IndexRebuildCommand implements Callable<Integer> {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  IndexRebuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      IndexRebuild rebuild =
          IndexRebuild.of(ServerOptions.indexFolder(catalogue.folder()), catalogue.store());
      IndexRebuild.Result result = rebuild.run(new Progress(terminal));
      terminal
          .out()
          .println(
              "indexed "
                  + result.documents()
                  + " documents"
                  + (result.corrupt() == 0
                      ? ""
                      : "; " + result.corrupt() + " are damaged and are not listed"));
    } catch (IndexRebuildException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
    return 0;
  }

  /** Says how far it is, a line now and then. */
  private static final class Progress implements IndexRebuild.Listener {
    private final Terminal terminal;
    private long lastShown = System.nanoTime();

    private Progress(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void progressed(long done, long about) {
      if (System.nanoTime() - lastShown >= EVERY.toNanos()) {
        lastShown = System.nanoTime();
        terminal.err().println("indexed " + done + " of about " + about + " documents");
        terminal.err().flush();
      }
    }
  }
}
