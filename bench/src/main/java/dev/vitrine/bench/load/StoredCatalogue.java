package dev.vitrine.bench.load;

import dev.vitrine.bench.Documents;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Made-up models in a data folder that is kept, so that they are imported once: a million take
 * minutes. The folder appears when all of them are in it.
 */
record StoredCatalogue(Path folder, int models, int bytes) {
  private static final String PROJECT = "bench";
  private static final String PRINT = "made-of";

  /** Documents that tell whether others would be made today. */
  private static final int TELLING = 20;

  private static final int NEWS_EVERY = 50_000;

  /** The catalogue of this many models, imported if it is not there or is of other models. */
  static StoredCatalogue of(
      Workspace workspace, Path root, int models, int bytes, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path home = root.resolve("bench/target/catalogues");
    StoredCatalogue stored =
        new StoredCatalogue(home.resolve(models + "-of-" + bytes), models, bytes);
    Path print = stored.folder.resolve(PRINT);
    String now = print(bytes);
    if (!Files.exists(print) || !Files.readString(print).equals(now)) {
      progress.accept("Importing " + models + " models of " + bytes + " bytes, once ...");
      Path part = home.resolve(models + "-of-" + bytes + ".part");
      Workspace.remove(part);
      new StoredCatalogue(part, models, bytes).fill(workspace, root.resolve("vitrine"), progress);
      Files.writeString(part.resolve(PRINT), now);
      Workspace.remove(stored.folder);
      Files.move(part, stored.folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return stored;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** The ids of all models, one a line, in no order. */
  Path idFile() {
    return folder.resolve("ids");
  }

  List<String> ids() throws IOException {
    return Files.readAllLines(idFile());
  }

  /** A caller of the project that owns the models, with a key made for it. */
  Asking caller(Workspace workspace, Path launcher) throws IOException, InterruptedException {
    JsonNode key =
        Asking.MAPPER.readTree(
            workspace.run(
                "key",
                List.of(
                    launcher.toString(),
                    "keys",
                    "create",
                    "--project",
                    PROJECT,
                    "--json",
                    "--data",
                    data().toString())));
    return Asking.with(key.path("key").stringValue(), key.path("secret").stringValue());
  }

  /** Brings the files into the page cache of the system. */
  void read() throws IOException {
    try (var files = Files.list(data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (var in = Files.newInputStream(file)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
    }
  }

  /** What its files take on the disk. */
  long fileBytes() throws IOException {
    try (var files = Files.list(data())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Imports what is being made: nothing but ids is written beside the data folder. */
  private void fill(Workspace workspace, Path launcher, Consumer<String> progress)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    caller(workspace, launcher);
    Process process =
        workspace.start(
            "import",
            List.of(
                launcher.toString(),
                "import",
                "-",
                "--project",
                PROJECT,
                "--data",
                data().toString()));
    long begin = System.nanoTime();
    int[] made = {0};
    try (OutputStream out = process.getOutputStream();
        BufferedWriter ids = Files.newBufferedWriter(idFile())) {
      Documents.each(
          models,
          bytes,
          json -> {
            out.write(json);
            out.write('\n');
            ids.write(id(json));
            ids.newLine();
            if (++made[0] % NEWS_EVERY == 0) {
              progress.accept(
                  "  %d of %d after %d s"
                      .formatted(made[0], models, (System.nanoTime() - begin) / 1_000_000_000));
            }
          });
    } catch (IOException e) {
      throw new Unusable("The import stopped: " + workspace.errors("import"));
    }
    if (process.waitFor() != 0) {
      throw new Unusable("The import failed: " + workspace.errors("import"));
    }
  }

  /** The id of a made-up model. */
  static String id(byte[] json) {
    return Asking.MAPPER.readTree(json).path("id").stringValue();
  }

  private static String print(int bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Documents.of(TELLING, bytes).forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
