package dev.vitrine.bench.load;

import dev.vitrine.bench.drive.Arrivals;
import dev.vitrine.bench.drive.Driver;
import dev.vitrine.bench.drive.Loop;
import dev.vitrine.bench.drive.Outcome;
import dev.vitrine.bench.drive.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;

/** Makes one run of the load driver against a server that is there already. */
@Command(
    name = "drive",
    header = "Ask a server of this machine for models, for a while, and measure its answers.",
    description = {
      "With --rate the loop is open: requests become due whatever the answers, and latency counts from when they were due. "
          + "Without it, it is closed: each connection asks again as soon as it is answered.",
      "Status, length and, of one answer in sixteen, the content are compared with what was answered at first. "
          + "Ends by itself: after --seconds, and at most twice --patience for the last answers."
    },
    footer = {
      "%nExamples:",
      "  export VITRINE_KEY=api_... VITRINE_SECRET=...",
      "  ./vitrine export --data data | sed 's/^{\"id\":\"\\([^\"]*\\)\".*/\\1/' > ids.txt",
      "  bench/drive --port 8080 --ids ids.txt                                  # the peak",
      "  bench/drive --port 8080 --ids ids.txt --rate 2000 --connections 256    # below it",
      "  bench/drive --port 8080 --ids ids.txt --rate 500 --arrivals EVEN --json"
    },
    mixinStandardHelpOptions = true)
public final class Drive implements Callable<Integer> {
  private static final String DEFAULT = " Default: ${DEFAULT-VALUE}.";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--port",
      required = true,
      paramLabel = "PORT",
      description = "Where the server listens on 127.0.0.1.")
  private int port;

  @Option(
      names = "--ids",
      required = true,
      paramLabel = "FILE",
      description = "The ids to ask for, one a line.")
  @SuppressWarnings("NullAway.Init")
  private Path ids;

  @Option(
      names = "--each",
      paramLabel = "N",
      defaultValue = "50",
      description = "Ids of one request." + DEFAULT)
  private int each;

  @Option(
      names = "--rate",
      paramLabel = "PER SECOND",
      description = "Requests due in a second, on average.")
  private @Nullable Double rate;

  @Option(
      names = "--arrivals",
      paramLabel = "KIND",
      defaultValue = "POISSON",
      description = "${COMPLETION-CANDIDATES}: how they follow each other." + DEFAULT)
  private Arrivals arrivals = Arrivals.POISSON;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same one makes the same requests due at the same moments." + DEFAULT)
  private long seed;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "16",
      description = "Connections, at most one request under way on each." + DEFAULT)
  private int connections;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long requests become due." + DEFAULT)
  private int seconds;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "How long a request waits for a connection, and after that for its answer." + DEFAULT)
  private int patienceSeconds;

  @Option(names = "--json", description = "Print everything, the histograms too, as JSON.")
  private boolean json;

  private Drive() {}

  /** Makes a run and prints what was seen. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Drive());
    line.setExecutionExceptionHandler((problem, command, parsed) -> {
      if (!(problem instanceof Unusable
          || problem instanceof IllegalArgumentException
          || problem instanceof IOException)) {
        throw problem;
      }
      command.getErr().println(problem.getMessage() == null ? problem : problem.getMessage());
      return 1;
    });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    List<String> known = Files.readAllLines(ids).stream().filter(id -> !id.isBlank()).toList();
    Asking asking = Asking.with(variable("VITRINE_KEY"), variable("VITRINE_SECRET"));
    Crowd crowd = Crowd.of(server, known, each, List.of(asking));
    Loop loop = rate == null ? new Loop.Closed() : new Loop.Open(rate, arrivals, seed);
    Plan plan =
        crowd.plan(
            loop, connections, Duration.ofSeconds(seconds), Duration.ofSeconds(patienceSeconds));
    Outcome outcome = Driver.run(plan);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Asking.MAPPER
              .writer()
              .with(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(outcome));
    } else {
      out.print(text(outcome));
    }
    out.flush();
    return 0;
  }

  private static String variable(String name) {
    String value = Objects.requireNonNullElse(System.getenv(name), "");
    if (value.isBlank()) {
      throw new Unusable("Set " + name + ", for requests need a key: vitrine keys create --help");
    }
    return value;
  }

  private static String text(Outcome seen) {
    return String.format(
        Locale.ROOT,
        """
        right answers     %d of %d requests due, %.1f a second
        statuses          %s
        wrong content     %d
        broken off        %d, not HTTP: %d
        given up          %d without an answer, %d without a connection
        429 without Retry-After  %d
        connections       open after %.2f s; %d refused, %d closed by the server between requests
        latency, ms       p50 %.3f  p90 %.3f  p99 %.3f  p99.9 %.3f  max %.3f
          from sending    p50 %.3f  p90 %.3f  p99 %.3f  p99.9 %.3f  max %.3f
        this driver took  %.2f cores
        """,
        seen.good().count(),
        seen.intended(),
        seen.goodPerSecond(),
        seen.statuses(),
        seen.wrong(),
        seen.cut(),
        seen.malformed(),
        seen.timedOut(),
        seen.neverSent(),
        seen.withoutRetryAfter(),
        seen.connectSeconds(),
        seen.refused(),
        seen.reopened(),
        seen.good().p50() / 1e3,
        seen.good().p90() / 1e3,
        seen.good().p99() / 1e3,
        seen.good().p999() / 1e3,
        seen.good().max() / 1e3,
        seen.served().p50() / 1e3,
        seen.served().p90() / 1e3,
        seen.served().p99() / 1e3,
        seen.served().p999() / 1e3,
        seen.served().max() / 1e3,
        seen.driverCores());
  }
}
