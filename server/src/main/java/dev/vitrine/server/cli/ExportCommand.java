package dev.vitrine.server.cli;

import dev.vitrine.catalog.ModelExporter;
import dev.vitrine.model.Contract;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exports models to standard output. */
@Command(
    name = "export",
    header = "Write models to standard output.",
    description = {
      "Every field comes out as it is stored, in the order of the last changes; what is no field of a row stands under \"vitrine\"."
          + " Secrets stay in. An import of the output makes the same catalogue again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine export | gzip > models.ndjson.gz",
      "  vitrine export --project studio --format json > studio.json"
    })
final class ExportCommand implements Callable<Integer> {
  private static final int BUFFER = 256 << 10;

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--project",
      paramLabel = "ID|NAME",
      description = "Only the models of this project.")
  private @Nullable String project;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
      defaultValue = "ndjson")
  private Format format = Format.ndjson;

  /** Names as they are typed. */
  enum Format {
    ndjson,
    json
  }

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    AtomicLong damaged = new AtomicLong();
    try (Catalogue catalogue = data.openExisting(terminal)) {
      String projectId = project == null ? null : catalogue.project(project).id();
      ModelExporter exporter =
          new ModelExporter(
              catalogue.store(),
              Contract.modelFields(),
              switch (format) {
                case ndjson -> ModelExporter.Format.NDJSON;
                case json -> ModelExporter.Format.JSON;
              },
              (id, reason) -> {
                damaged.incrementAndGet();
                terminal
                    .err()
                    .println(
                        "left out "
                            + Terminal.shown(id)
                            + ": "
                            + reason
                            + "; import it again to repair it");
              });
      try (OutputStream out = new BufferedOutputStream(new ResultStream(terminal.out()), BUFFER)) {
        exporter.write(projectId, out);
      } catch (IOException e) {
        throw new BrokenPipe();
      }
    }
    return damaged.get() == 0 ? 0 : 1;
  }
}
