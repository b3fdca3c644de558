package dev.vitrine.server.cli;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.catalog.AssetGarbage;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.server.config.Configuration;
import dev.vitrine.server.config.Durations;
import dev.vitrine.store.sql.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Collects bytes that no asset needs. */
@Command(
    name = "gc",
    header = "Delete stored bytes that no asset and no upload needs.",
    description = {
      "Works on the data folder, also beside a running server, and on its store of assets, as the folder's configuration names it. May be"
          + " interrupted: what was deleted was not needed, and the next run finds the rest."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine assets gc --dry-run",
      "  vitrine assets gc --data /srv/vitrine",
      "  vitrine assets gc --grace 1d --json",
      "  vitrine assets gc --grace 0s --offline"
    })
final class AssetsGcCommand implements Callable<Integer> {
  private static final Duration SHORTEST = Duration.ofMinutes(30);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(names = "--dry-run", description = "Only say what would be deleted.")
  private boolean dryRun;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "1h",
      description =
          "Keep what was stored or needed this recently, such as 30m or 1d: somebody may be about to name it. At least 30m, unless --offline. Default: ${DEFAULT-VALUE}.")
  private String grace = "1h";

  @Option(
      names = "--offline",
      description =
          "Collect only if no server works on the data folder, and let none start meanwhile.")
  private boolean offline;

  @Option(
      names = "--all",
      description =
          "Collect also where no asset and no upload names anything, so that all there is is garbage.")
  private boolean all;

  @Option(names = "--json", description = "Print what was found as JSON.")
  private boolean json;

  private long lastShown = System.nanoTime();

  AssetsGcCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Duration kept =
        Durations.parse(grace)
            .orElseThrow(() -> new CommandFailure("--grace is a time such as 30m, 1h or 1d."));
    if (!offline && kept.compareTo(SHORTEST) < 0) {
      throw new CommandFailure(
          "--grace takes at least 30m beside a server, which may be about to name what it stored: if none runs, add --offline.");
    }
    try (Catalogue catalogue = data.openExisting(terminal, offline ? Role.SERVER : Role.TOOL)) {
      Configuration configuration = Configuration.of(config.settings(catalogue.folder(), terminal));
      try (AssetStore blobs = AssetStores.open(configuration, catalogue)) {
        print(
            new AssetGarbage(catalogue.store(), blobs, catalogue.clock())
                .collect(kept, dryRun, new Shown()));
      }
    } catch (CancellationException e) {
      throw new CommandFailure("Interrupted: collect again to go on.");
    }
    return 0;
  }

  private final class Shown implements AssetGarbage.Progress {
    @Override
    public void found(AssetGarbage.Found found) {
      if (System.nanoTime() - lastShown >= EVERY.toNanos()) {
        lastShown = System.nanoTime();
        terminal.err().println("looked at " + found.blobs() + " blobs, " + garbage(found));
        terminal.err().flush();
      }
    }

    /** An empty catalogue before a full store is more likely a mistake than meant. */
    @Override
    public void nothingNamed() {
      if (!all) {
        throw new CommandFailure(
            "No asset and no upload names anything in the store, and nothing was deleted: are these the right data folder and settings? If all of it is garbage, add --all.");
      }
    }
  }

  private void print(AssetGarbage.Found found) {
    if (!json) {
      terminal.out().println(garbage(found) + ", of " + found.blobs() + " in the store");
      return;
    }
    JsonObject shown =
        JsonObject.of("dryRun", JsonBoolean.of(dryRun))
            .with("named", new JsonNumber(found.names()))
            .with("blobs", new JsonNumber(found.blobs()))
            .with("garbage", new JsonNumber(found.garbage()))
            .with("bytes", new JsonNumber(found.bytes()));
    terminal.out().println(new String(JsonWriter.write(shown), StandardCharsets.UTF_8));
  }

  private String garbage(AssetGarbage.Found found) {
    return (dryRun ? "would delete " : "deleted ")
        + found.garbage()
        + " blobs, "
        + ShownSize.of(found.bytes());
  }
}
