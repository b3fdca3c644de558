package dev.vitrine.bench.load;

import dev.vitrine.bench.Documents;
import dev.vitrine.bench.pairs.Comparison;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.SerializationFeature;

/** Puts a server of its own under load, with our own load driver. */
@Command(
    name = "under-load",
    header = "Measure latency below the peak of a server, and what it does far above it.",
    description = {
      "Starts a server over a catalogue of its own and asks for 50 models at a time: in a closed loop to find its peak, "
          + "then in an open loop, whose requests become due whatever the answers, below the peak and far above it. "
          + "Latencies count from when a request was due.",
      "Takes about five minutes."
    },
    footer = {
      "%nExamples:",
      "  bench/under-load",
      "  bench/under-load --file models.json --name real",
      "  bench/under-load --rounds 1 --over-rounds 1 --warm-up 3   # a look, in a minute"
    },
    mixinStandardHelpOptions = true)
public final class UnderLoad implements Callable<Integer> {
  private static final String CATALOGUE = "under-load";

  private final Path root = Path.of(System.getProperty("vitrine.bench.root", ".")).toAbsolutePath();

  @Mixin private final UnderLoadOptions options = new UnderLoadOptions();

  private UnderLoad() {}

  /** Measures, prints tables and stores the result. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new UnderLoad());
    line.setExecutionExceptionHandler((problem, command, parsed) -> {
      if (!(problem instanceof Unusable
          || problem instanceof IllegalArgumentException
          || problem instanceof ConnectException)) {
        throw problem;
      }
      command.getErr().println(problem.getMessage());
      return 1;
    });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Object> result = Circumstances.now(root);
    try (Workspace workspace = Workspace.create()) {
      Path own = options.file;
      Path models =
          own != null
              ? own.toAbsolutePath()
              : Catalogue.file(
                  workspace.path("models.ndjson"), Documents.of(options.documents, options.bytes));
      Path launcher = root.resolve("vitrine");
      Catalogue catalogue = Catalogue.serve(workspace, launcher, CATALOGUE, models);
      Crowd crowd =
          Crowd.of(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), catalogue.port()),
              catalogue.ids(),
              Work.FIFTY_PLAIN.ids(),
              askings(workspace, launcher));
      try (Watch watch = new Watch(workspace, catalogue)) {
        Stressed stressed = new Stress(crowd, watch, options, new Random(), UnderLoad::say).play();
        result.put("arrivals", options.arrivals);
        result.put("models", catalogue.models());
        result.put("meanRowBytes", catalogue.rowBytes());
        result.put("meanAnswerBytes", crowd.answerBytes());
        result.put("keys", options.keys);
        result.put("loadAverageAtEnd", Circumstances.load());
        end(result, stressed, own == null ? options.bytes / 1000.0 + " kB" : "own");
      }
    }
    return 0;
  }

  private List<Asking> askings(Workspace workspace, Path launcher)
      throws IOException, InterruptedException {
    List<Asking> askings = new ArrayList<>();
    for (int i = 0; i < options.keys; i++) {
      askings.add(Catalogue.caller(workspace, launcher, CATALOGUE));
    }
    return askings;
  }

  private void end(Map<String, Object> result, Stressed stressed, String documents)
      throws IOException {
    String work = Work.FIFTY_PLAIN.label() + ", " + documents + " documents";
    List<Comparison> findings = stressed.findings(work, options.below, options.over);
    Map<String, Object> whole = new LinkedHashMap<>(result);
    whole.put(Comparison.ALL, findings);
    whole.put("measured", stressed);
    Path file = root.resolve("bench/results").resolve(options.name + ".json");
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        Asking.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(whole));
    System.out.print(RunTable.of(stressed.runs()));
    System.out.println();
    System.out.print(Footprints.table(stressed));
    System.out.println();
    System.out.print(Comparison.table(findings));
    say("All samples: bench/results/" + options.name + ".json");
  }

  private static void say(String news) {
    System.err.println(news);
  }
}
