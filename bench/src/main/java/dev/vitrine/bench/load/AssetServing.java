package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An original and a cached rendition, sent by Vitrine and by nginx. */
final class AssetServing implements AutoCloseable {
  private static final Target TARGET = Target.atLeast(0.7);
  private static final int SIDE = 1024;
  private static final String PROJECT = "bench";

  private final Served served;
  private final AssetCalls calls;

  private AssetServing(Served served, AssetCalls calls) {
    this.served = served;
    this.calls = calls;
  }

  /** Serves an empty catalogue. */
  static AssetServing start(Bench bench) throws IOException, InterruptedException {
    Path data = bench.workspace().path("assets-data");
    JsonNode key =
        Asking.MAPPER.readTree(
            bench
                .workspace()
                .run(
                    "assets-key",
                    List.of(
                        bench.launcher().toString(),
                        "keys",
                        "create",
                        "--project",
                        PROJECT,
                        "--json",
                        "--data",
                        data.toString())));
    Served served =
        Served.start(
            bench.workspace(), bench.launcher(), "assets", data, bench.pace().heap(), Map.of());
    Asking asking =
        Asking.with(key.path("key").stringValue(""), key.path("secret").stringValue(""));
    return new AssetServing(served, new AssetCalls(asking, served.port()));
  }

  AssetCalls calls() {
    return calls;
  }

  void measure(Bench bench, Report report) throws IOException, InterruptedException {
    Path picture = Pictures.write(bench.workspace().path("served.png"), "png", SIDE);
    JsonNode asset = calls.create(picture);
    String original = AssetCalls.target(asset.path("url").stringValue(""));
    String transform = AssetCalls.target(calls.rendition(asset.path("id").stringValue("")));
    Map<String, String> works = new LinkedHashMap<>();
    works.put("an original, PNG", original);
    works.put("a cached rendition, 512 px WebP", transform + "&width=512&format=webp");
    works.put("a cached rendition, 64 px WebP", transform + "&width=64&format=webp");
    Path files = Files.createDirectories(bench.workspace().path("assets-files"));
    int port = Workspace.freePort();
    Process nginx = Nginx.serve(bench.workspace(), "assets-nginx", files, port);
    try {
      for (Map.Entry<String, String> work : works.entrySet()) {
        compare(bench, report, work.getKey(), work.getValue(), files, port);
      }
    } finally {
      bench.workspace().stop(nginx);
    }
  }

  private void compare(Bench bench, Report report, String work, String target, Path files, int port)
      throws IOException, InterruptedException {
    byte[] bytes = calls.get(target);
    Path file = files.resolve(work.replaceAll("[^0-9a-zA-Z]+", "-"));
    Files.write(file, bytes);
    Wrk wrk = bench.wrk(bench.pace().connections());
    Path ours = wrk.script("ours-" + file.getFileName(), target);
    Path theirs = wrk.script("theirs-" + file.getFileName(), "/" + file.getFileName());
    wrk.run(served.port(), ours, bench.pace().warmUpSeconds());
    List<Turn> turns =
        bench
            .rounds(bench.pace().rounds())
            .of(
                work,
                List.of(
                    contender(bench, wrk, "vitrine", served.port(), ours),
                    contender(bench, wrk, "nginx", port, theirs)));
    report.put("requestsASecond, " + work, turns);
    report.put("bytes, " + work, bytes.length);
    report.add(
        new Comparison(
            work + " of " + (bytes.length + 512) / 1024 + " kB, requests a second",
            "nginx",
            TARGET,
            Spread.ofRatios(turns, "vitrine", "nginx")));
  }

  private static Contender contender(Bench bench, Wrk wrk, String name, int port, Path script) {
    return new Contender(
        name,
        round -> {
          Wrk.Seen seen = wrk.run(port, script, bench.pace().seconds());
          return new Contender.Measured(seen.requestsPerSecond(), seen);
        });
  }

  @Override
  public void close() {
    calls.close();
    served.stop();
  }
}
