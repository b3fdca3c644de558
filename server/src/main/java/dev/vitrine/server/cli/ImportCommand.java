package dev.vitrine.server.cli;

import dev.vitrine.catalog.ModelImporter;
import dev.vitrine.catalog.Project;
import dev.vitrine.model.Contract;
import dev.vitrine.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports models from files. */
@Command(
    name = "import",
    header = "Import models from files or standard input.",
    description = {
      "A file is a JSON object with \"models\", a JSON array, or a model a line (NDJSON); gzip is recognised. Files of any size are read"
          + " as a stream, also beside a running server, which shows the change within a second.",
      "A document that is already there with the same content is not written again. One that is refused is reported with its place and the"
          + " reason; the others are imported, and the exit status is 1."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine import models.json --project studio",
      "  zcat dump.ndjson.gz | vitrine import - --project studio",
      "  vitrine export --data old | vitrine import - --project studio --keep-owner"
    })
final class ImportCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files to read; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--project",
      required = true,
      paramLabel = "ID|NAME",
      description = "Project that is to own the models.")
  private String project = "";

  @Option(
      names = "--keep-owner",
      description = "Keep each document's own ownerId, which must name a project here.")
  private boolean keepOwner;

  @Option(
      names = "--progress-every",
      paramLabel = "SECONDS",
      description =
          "Time between progress lines where there is no terminal. Default: ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private double progressSeconds;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    long size = size();
    try (Catalogue catalogue = data.openExisting(terminal)) {
      Project owner = catalogue.project(project);
      AtomicLong read = new AtomicLong();
      Duration every = Duration.ofNanos((long) (progressSeconds * 1e9));
      ImportProgress progress = new ImportProgress(terminal, every, read, size);
      ModelImporter importer =
          new ModelImporter(
              catalogue.store(),
              Contract.modelFields(),
              catalogue.projects(),
              catalogue.clock(),
              new ModelImporter.Target(owner.id(), keepOwner),
              progress);
      try (progress) {
        files.forEach(file -> read(file, read, importer));
      } catch (StoreException e) {
        terminal
            .err()
            .println(
                "Stopped after: "
                    + ImportProgress.line(importer.counts())
                    + ". Import again to go on.");
        throw e;
      }
      terminal.out().println(ImportProgress.line(importer.counts()));
      return importer.counts().refused() == 0 ? 0 : 1;
    }
  }

  /**
   * Bytes of all input, negative if not known; fails before anything is imported if a file is not
   * there.
   */
  private long size() {
    long size = 0;
    for (String file : files) {
      if (file.equals(STDIN)) {
        size = Long.MIN_VALUE;
      } else {
        Path path = Path.of(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
          throw new CommandFailure(
              "The file " + Terminal.shown(file) + " cannot be read: nothing was imported.");
        }
        size += path.toFile().length();
      }
    }
    return Math.max(size, -1);
  }

  private void read(String file, AtomicLong read, ModelImporter importer) {
    if (file.equals(STDIN)) {
      importer.read(STDIN, new CountingStream(terminal.in(), read));
      return;
    }
    try (InputStream in = new CountingStream(Files.newInputStream(Path.of(file)), read)) {
      importer.read(file, in);
    } catch (IOException e) {
      throw new CommandFailure(
          "The file "
              + Terminal.shown(file)
              + " cannot be read: "
              + e.getMessage()
              + ". Up to then: "
              + ImportProgress.line(importer.counts())
              + ".");
    }
  }
}
