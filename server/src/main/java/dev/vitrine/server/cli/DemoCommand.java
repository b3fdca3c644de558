package dev.vitrine.server.cli;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.catalog.HeldAssets;
import dev.vitrine.catalog.ImportCounts;
import dev.vitrine.catalog.ModelImporter;
import dev.vitrine.catalog.NewKey;
import dev.vitrine.catalog.Project;
import dev.vitrine.model.Contract;
import dev.vitrine.server.Wiring;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    try (AssetStore pictures = AssetStores.inFolder(catalogue)) {
      key = fill(catalogue, pictures);
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
            standard.openMetrics(),
            null,
            standard.models(),
            standard.assets(),
            AssetStores.renditions(folder.path()));
    try (Service service =
        Service.start(catalogue, () -> AssetStores.inFolder(catalogue), settings)) {
      DemoTour tour = new DemoTour(terminal, service.address(), key);
      tour.read();
      if (!once) {
        tour.whatNext(folder.path());
        folder.handOver();
        service.endOnSignal(folder::close);
        service.awaitTermination();
      }
    }
  }

  private NewKey fill(Catalogue catalogue, AssetStore pictures) throws IOException {
    String teamId = catalogue.teams().getOrCreate(TEAM, Plan.PRO).id();
    SampleAssets assets = new SampleAssets(catalogue.store(), pictures, catalogue.clock());
    NewKey first = null;
    for (String sample : SAMPLES) {
      Project project = catalogue.projects().getOrCreate(sample, teamId);
      byte[] models = read("sample/" + sample + ".json");
      ImportCounts counts = load(sample, models, project, catalogue);
      NewKey key = catalogue.keys().create(project.id(), Role.EDITOR);
      int drawn =
          assets.draw(
              new String(models, StandardCharsets.UTF_8),
              new Caller.KeyHolder(key.record().id(), project.id(), Role.EDITOR));
      terminal
          .err()
          .println(
              "Sample project %s: %d models with %d pictures."
                  .formatted(sample, counts.total(), drawn));
      new HeldAssets(catalogue.store()).markAllMentioned(project.id());
      if (first == null) {
        first = key;
      }
    }
    if (first == null) {
      throw new IllegalStateException("there are samples");
    }
    return first;
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream("/dev/vitrine/server/" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the class path");
      }
      return in.readAllBytes();
    }
  }

  private ImportCounts load(String sample, byte[] models, Project project, Catalogue catalogue)
      throws IOException {
    try (ImportProgress quiet = ImportProgress.refusalsOnly(terminal)) {
      ModelImporter importer =
          new ModelImporter(
              catalogue.store(),
              Contract.modelFields(),
              catalogue.projects(),
              catalogue.clock(),
              new ModelImporter.Target(project.id(), false),
              quiet);
      importer.read(sample, new ByteArrayInputStream(models));
      return importer.counts();
    }
  }

  /** The folder of a demo: a fresh one that goes with it, or one that was named and stays. */
  private static final class DemoFolder implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final Path path;
    private final boolean temporary;

    /** For a Ctrl-C before it serves. */
    private final Thread early = new Thread(this::remove, "demo folder");

    private DemoFolder(Path path, boolean temporary) {
      this.path = path;
      this.temporary = temporary;
    }

    static DemoFolder of(@Nullable Path named) throws IOException {
      if (named != null) {
        return new DemoFolder(named, false);
      }
      DemoFolder folder = new DemoFolder(Files.createTempDirectory("vitrine-demo"), true);
      Runtime.getRuntime().addShutdownHook(folder.early);
      return folder;
    }

    Path path() {
      return path;
    }

    /** From now on whoever serves from it sees to its end, after everything in it was closed. */
    void handOver() {
      if (temporary) {
        var _ = Runtime.getRuntime().removeShutdownHook(early);
      }
    }

    @Override
    public void close() {
      remove();
    }

    private synchronized void remove() {
      for (int i = 0; temporary && i < ATTEMPTS && Files.exists(path); i++) {
        try (var files = Files.walk(path)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
          // Somebody else is at it, or the system clears its temporary folder in the end.
        }
      }
    }
  }
}
