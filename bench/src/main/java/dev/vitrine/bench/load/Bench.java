package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * Where and how a command measures.
 *
 * @param root the source tree
 */
record Bench(Workspace workspace, Path root, Pace pace) {
  Path launcher() {
    return root.resolve("vitrine");
  }

  /** A catalogue of made-up models, imported if it is not there yet. */
  StoredCatalogue stored(int models, int bytes) throws IOException, InterruptedException {
    return StoredCatalogue.of(workspace, root, models, bytes, Bench::say);
  }

  /** A server over a catalogue, with settings by the names of their variables. */
  Served serve(String name, StoredCatalogue catalogue, Map<String, String> settings)
      throws IOException, InterruptedException {
    return Served.start(workspace, launcher(), name, catalogue.data(), pace.heap(), settings);
  }

  Asking caller(StoredCatalogue catalogue) throws IOException, InterruptedException {
    return catalogue.caller(workspace, launcher());
  }

  Wrk wrk(int connections) {
    return new Wrk(workspace, connections);
  }

  Rounds rounds(int count) {
    return new Rounds(count, new Random(), Bench::say);
  }

  static void say(String news) {
    System.err.println(news);
  }
}
