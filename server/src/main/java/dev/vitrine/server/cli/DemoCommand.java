package dev.vitrine.server.cli;

import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.catalog.HeldAssets;
import dev.vitrine.catalog.ImportCounts;
import dev.vitrine.catalog.ModelImporter;
import dev.vitrine.catalog.NewKey;
import dev.vitrine.catalog.Project;
import dev.vitrine.model.Contract;
import dev.vitrine.server.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** Shows Vitrine at work on the sample catalogue. */
@Command(
    name = "demo",
    header = "See it work: a server with a sample catalogue, and a bulk read of it.",
    description =
        "Everything lives in a folder of its own that goes when the demo ends, unless --data names one.",
    footerHeading = "%nExamples:%n",
    footer = {"  vitrine demo", "  vitrine demo --once"})
final class DemoCommand implements Callable<Integer> {
  private static final List<String> SAMPLES = List.of("lantern-grove", "north-quay-pictures");
  private static final String TEAM = "demo";

  private final Terminal terminal;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder, which stays. Default: a temporary one.")
  private @Nullable String data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on. Default: any free one.",
      defaultValue = "0",
      showDefaultValue = Help.Visibility.NEVER)
  private int port;

  @Option(names = "--once", description = "End after the answer.")
  private boolean once;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    try (DemoFolder folder = DemoFolder.of(data == null ? null : DataOption.path(data))) {
      run(folder);
    }
    return 0;
  }

  private void run(DemoFolder folder) throws Exception {
    Catalogue catalogue = Catalogue.open(folder.path(), dev.vitrine.store.sql.Role.SERVER);
    NewKey key;
    try {
      key = fill(catalogue);
    } catch (Exception e) {
      catalogue.close();
      throw e;
    }
    Wiring.Settings standard = Wiring.Settings.onLoopback();
    Wiring.Settings settings =
        new Wiring.Settings(
            standard.host(),
            port,
            null,
            standard.limits(),
            standard.cacheBytes(),
            false,
            standard.openMetrics());
    try (Service service = Service.start(catalogue, settings)) {
      DemoTour tour = new DemoTour(terminal, service.address(), key);
      tour.read();
      if (!once) {
        tour.whatNext(folder.path());
        service.endOnSignal(folder::close);
        service.awaitTermination();
      }
    }
  }

  private NewKey fill(Catalogue catalogue) throws IOException {
    String teamId = catalogue.teams().getOrCreate(TEAM, Plan.PRO).id();
    NewKey key = null;
    for (String sample : SAMPLES) {
      Project project = catalogue.projects().getOrCreate(sample, teamId);
      ImportCounts counts = load(sample, project, catalogue);
      terminal.err().println("Sample project " + sample + ": " + counts.total() + " models.");
      new HeldAssets(catalogue.store()).markAllMentioned(project.id());
      if (key == null) {
        key = catalogue.keys().create(project.id(), Role.EDITOR);
      }
    }
    if (key == null) {
      throw new IllegalStateException("there are samples");
    }
    return key;
  }

  private ImportCounts load(String sample, Project project, Catalogue catalogue)
      throws IOException {
    String file = "sample/" + sample + ".json";
    try (InputStream in = DemoCommand.class.getResourceAsStream("/dev/vitrine/server/" + file);
        ImportProgress quiet = ImportProgress.refusalsOnly(terminal)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the class path");
      }
      ModelImporter importer =
          new ModelImporter(
              catalogue.store(),
              Contract.modelFields(),
              catalogue.projects(),
              catalogue.clock(),
              new ModelImporter.Target(project.id(), false),
              quiet);
      importer.read(file, in);
      return importer.counts();
    }
  }

  /** The folder of a demo: a fresh one that goes with it, or one that was named and stays. */
  private record DemoFolder(Path path, boolean temporary) implements AutoCloseable {
    static DemoFolder of(@Nullable Path named) throws IOException {
      if (named != null) {
        return new DemoFolder(named, false);
      }
      DemoFolder folder = new DemoFolder(Files.createTempDirectory("vitrine-demo"), true);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(folder::close, "demo folder")); // For a Ctrl-C before it serves.
      return folder;
    }

    @Override
    public void close() {
      if (!temporary || !Files.exists(path)) {
        return;
      }
      try (var files = Files.walk(path)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        // The system clears its temporary folder in the end.
      }
    }
  }
}
