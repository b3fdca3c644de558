package dev.vitrine.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * A real server over a folder of its own, as its own process, and what it answers.
 *
 * @param ids those asked for, always the same
 * @param rowBytes of all rows, on average
 * @param everything a file with the answer to all ids, for rivals to serve from
 */
record Catalogue(
    Process process,
    int port,
    Asking asking,
    List<String> ids,
    int models,
    long rowBytes,
    Path everything) {
  private static final String READY = "Vitrine is ready: ";
  private static final String PROJECT = "bench";
  private static final String DATA = "-data";
  private static final int MOST_ASKED = 1000;
  private static final long SEED = 7;

  /** Imports a file of models into a fresh folder and serves it. */
  static Catalogue serve(Workspace workspace, Path launcher, String name, Path models)
      throws IOException, InterruptedException {
    String vitrine = launcher.toString();
    String data = workspace.path(name + DATA).toString();
    Asking asking = caller(workspace, launcher, name);
    workspace.run(
        name + "-import",
        List.of(vitrine, "import", models.toString(), "--project", PROJECT, "--data", data));
    List<String> all =
        workspace
            .run(name + "-export", List.of(vitrine, "export", "--data", data))
            .lines()
            .map(line -> Asking.MAPPER.readTree(line).path("id").stringValue())
            .limit(MOST_ASKED)
            .toList();
    Process process =
        workspace.start(name, List.of(vitrine, "serve", "--data", data, "--port", "0"));
    int port = port(process, workspace, name);
    byte[] answer = asking.ask(port, all, false);
    int rows = Asking.rows(answer).size();
    if (rows != all.size() || rows < Work.FIFTY_PLAIN.ids()) {
      throw new Unusable(
          "Of " + all.size() + " models " + rows + " can be read: at least 50 are needed.");
    }
    Path everything = Files.write(workspace.path(name + "-all.json"), answer);
    List<String> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(SEED));
    return new Catalogue(
        process, port, asking, List.copyOf(shuffled), rows, answer.length / rows, everything);
  }

  /** A key of its own for a caller of a catalogue, whether it is being served or not. */
  static Asking caller(Workspace workspace, Path launcher, String name)
      throws IOException, InterruptedException {
    String data = workspace.path(name + DATA).toString();
    JsonNode key =
        Asking.MAPPER.readTree(
            workspace.run(
                name + "-key",
                List.of(
                    launcher.toString(),
                    "keys",
                    "create",
                    "--project",
                    PROJECT,
                    "--json",
                    "--data",
                    data)));
    return Asking.with(key.path("key").stringValue(), key.path("secret").stringValue());
  }

  private static int port(Process process, Workspace workspace, String name) throws IOException {
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null || !line.startsWith(READY)) {
      throw new Unusable("The server did not start: " + workspace.errors(name));
    }
    Thread.ofVirtual().start(() -> drain(out));
    return URI.create(line.substring(READY.length()).strip()).getPort();
  }

  private static void drain(BufferedReader out) {
    try (out) {
      out.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /** The ids a work asks for. */
  List<String> ids(Work work) {
    return ids.subList(0, work.ids());
  }

  byte[] answer(Work work) throws IOException, InterruptedException {
    return asking.ask(port, ids(work), work.gzip());
  }

  /** A file of these models, one a line. */
  static Path file(Path file, List<byte[]> models) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] model : models) {
        out.write(model);
        out.write('\n');
      }
    }
    return file;
  }
}
