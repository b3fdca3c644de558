package dev.vitrine.server.cli;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.catalog.CatalogueId;
import dev.vitrine.server.config.Configuration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a catalogue the owner of a store of assets that was another's. */
@Command(
    name = "adopt",
    header = "Make this catalogue the owner of a store of assets that was another's.",
    description = {
      "For a store whose catalogue is no more. What was stored for that one is garbage from then on, and collected by: vitrine assets gc. A catalogue whose data folder was moved as a whole owns its store as before, and needs no such command.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine assets adopt --from catalogue_6nTqXw4ZsVbKdRm9HcLy2PjE --data /srv/new",
    })
final class AssetsAdoptCommand implements Callable<Integer> {
  private static final String NOBODY = "nobody";

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--from",
      paramLabel = "CATALOGUE",
      required = true,
      description =
          "The catalogue that owns the store, as the refusal to use it names it; "
              + NOBODY
              + " if none does.")
  private String from = "";

  @Mixin private final ConfigOption config = new ConfigOption();

  AssetsAdoptCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      Configuration configuration = Configuration.of(config.settings(catalogue.folder(), terminal));
      String own = CatalogueId.getOrCreate(catalogue.store());
      try (AssetStore blobs = AssetStores.openAnybodys(configuration, catalogue.folder())) {
        String owner = blobs.owner();
        if (!own.equals(owner)) {
          check(owner);
          blobs.handOver(own);
        }
      }
      terminal.out().println("The store of assets belongs to " + own);
    }
    return 0;
  }

  private void check(@Nullable String owner) {
    String found = owner == null ? NOBODY : owner;
    if (!found.equals(from)) {
      throw new CommandFailure(
          "The store of assets belongs to " + found + ", not to " + Terminal.shown(from) + ".");
    }
  }
}
