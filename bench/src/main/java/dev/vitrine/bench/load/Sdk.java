package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import dev.vitrine.bench.sdk.Callers;
import dev.vitrine.bench.sdk.Callers.Got;
import dev.vitrine.bench.sdk.Callers.Read;
import dev.vitrine.bench.sdk.HandWritten;
import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.VitrineClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the Java client. */
@Command(
    name = "sdk",
    header = "Measure the Java client beside one written by hand.",
    description = {
      "Bulk reads into typed objects by the Java client and by one written by hand of the JDK's HTTP client and Jackson, rows a second and"
          + " bytes allocated a row; and many ids in one call beside the same in calls one after the other.",
      "Client and server share the machine."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bench/sdk --short", "  bench/sdk --callers 1 --rounds 21"},
    mixinStandardHelpOptions = true)
public final class Sdk extends Measuring {
  private static final String CLIENT = "the Java client";
  private static final String BY_HAND = "JDK HttpClient and Jackson by hand";
  private static final String ONE_CALL = "in one call";
  private static final String THOUSANDS = "1 000 a call, one after the other";
  private static final String FIFTIES = "50 a call, one after the other";
  private static final int MODELS = 20_000;
  private static final int MANY = 10_000;
  private static final int BYTES = 1500;
  private static final long NANOS = 1_000_000_000L;

  @Option(
      names = "--callers",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Threads that read at a time, in the comparison by hand. Default: ${DEFAULT-VALUE}.")
  private int callers;

  private Sdk() {}

  /** Measures, prints a table and stores the result. */
  public static void main(String[] arguments) {
    run(new Sdk(), arguments);
  }

  @Override
  String name() {
    return "sdk";
  }

  @Override
  void require() {}

  @Override
  void measure(Bench bench, Report report) throws Exception {
    StoredCatalogue catalogue = bench.stored(MODELS, BYTES);
    List<String> ids = catalogue.ids().subList(0, MANY);
    Asking caller = bench.caller(catalogue);
    Served served = bench.serve("sdk", catalogue, Map.of());
    String base = "http://127.0.0.1:" + served.port() + "/v1";
    try (VitrineClient client =
            VitrineClient.builder()
                .baseUrl(base)
                .credentials("-", "-")
                .header("Authorization", caller.authorization())
                .maxRetries(0)
                .build();
        HandWritten byHand = new HandWritten(base, caller.authorization());
        Callers many = new Callers(callers);
        Callers alone = new Callers(1)) {
      report.put("callers", callers);
      report.put("catalogue", Map.of("models", MODELS, "bytes", BYTES));
      report.put("driverHeapBytes", Runtime.getRuntime().maxMemory());
      for (int size : new int[] {50, 1000}) {
        Read sdk = number -> rows(client, draw(ids, number, size));
        Read hand = number -> byHand.read(draw(ids, number, size));
        pair(bench, report, many, size, sdk, hand);
      }
      inOne(bench, report, alone, client, ids);
    } finally {
      served.stop();
    }
  }

  private static int rows(VitrineClient client, List<String> ids) {
    return client.models().getBulk(ModelGetBulkParams.of(ids)).models().size();
  }

  private static List<String> draw(List<String> ids, long number, int size) {
    int start = (int) (number * size % (ids.size() - size + 1));
    return ids.subList(start, start + size);
  }

  private static void pair(
      Bench bench, Report report, Callers callers, int size, Read sdk, Read hand) throws Exception {
    long warmUp = bench.pace().warmUpSeconds() * NANOS;
    callers.read(sdk, warmUp);
    callers.read(hand, warmUp);
    List<Turn> turns =
        bench
            .rounds(bench.pace().rounds())
            .of(
                size + " rows",
                List.of(
                    contender(bench, CLIENT, callers, sdk, size),
                    contender(bench, BY_HAND, callers, hand, size)));
    report.put("rowsASecondOf" + size, turns);
    report.add(
        new Comparison(
            size + " rows into typed objects, " + CLIENT,
            BY_HAND,
            Target.atLeast(0.9),
            Spread.ofRatios(turns, CLIENT, BY_HAND)));
    report.add(
        new Comparison(
            "bytes allocated for one of " + size + " rows, " + CLIENT,
            BY_HAND,
            null,
            Spread.ofRatios(
                turns, CLIENT, BY_HAND, turn -> ((Got) turn.seen()).allocatedPerRow())));
    report.table(allocation(size, turns));
  }

  private static String allocation(int size, List<Turn> turns) {
    StringBuilder table = new StringBuilder();
    for (String name : List.of(CLIENT, BY_HAND)) {
      Spread bytes = Spread.of(turns, name, turn -> ((Got) turn.seen()).allocatedPerRow());
      Spread rows = Spread.of(turns, name);
      table.append(
          "%d rows, %s: %,.0f rows a second, %,.0f bytes allocated a row (medians)%n"
              .formatted(size, name, rows.median(), bytes.median()));
    }
    return table.toString();
  }

  private static Contender contender(
      Bench bench, String name, Callers callers, Read read, int atLeast) {
    return new Contender(
        name,
        round -> {
          Got got = callers.read(checked(read, atLeast), bench.pace().seconds() * NANOS);
          return new Contender.Measured(got.rowsPerSecond(), got);
        });
  }

  /** A read that brings less than was asked for is no measurement. */
  private static Read checked(Read read, int rows) {
    return number -> {
      int came = read.rows(number);
      if (came != rows) {
        throw new Unusable(came + " rows came instead of " + rows);
      }
      return came;
    };
  }

  private static void inOne(
      Bench bench, Report report, Callers alone, VitrineClient client, List<String> ids)
      throws Exception {
    Read one = number -> rows(client, ids);
    Read thousands = number -> inSequence(client, ids, 1000);
    Read fifties = number -> inSequence(client, ids, 50);
    for (Read read : List.of(one, thousands, fifties)) {
      alone.read(read, bench.pace().warmUpSeconds() * NANOS / 3);
    }
    List<Turn> turns =
        bench
            .rounds(bench.pace().rounds())
            .of(
                MANY + " ids",
                List.of(
                    contender(bench, ONE_CALL, alone, one, MANY),
                    contender(bench, THOUSANDS, alone, thousands, MANY),
                    contender(bench, FIFTIES, alone, fifties, MANY)));
    report.put("rowsASecondOfMany", turns);
    compare(report, turns, THOUSANDS, Target.atLeast(2));
    compare(report, turns, FIFTIES, null);
  }

  private static int inSequence(VitrineClient client, List<String> ids, int size) {
    int rows = 0;
    for (int start = 0; start < ids.size(); start += size) {
      rows += rows(client, ids.subList(start, start + size));
    }
    return rows;
  }

  private static void compare(
      Report report, List<Turn> turns, String against, @Nullable Target target) {
    report.add(
        new Comparison(
            "10 000 ids " + ONE_CALL, against, target, Spread.ofRatios(turns, ONE_CALL, against)));
  }
}
