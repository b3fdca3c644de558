package dev.vitrine.bench.load;

import dev.vitrine.bench.Documents;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what the size of a catalogue changes. */
@Command(
    name = "large",
    header = "Measure what the size of a catalogue changes.",
    description = {
      "warm: models that memory holds, read from a small and from a large catalogue, in pairs.",
      "working: ever more models of the large catalogue in use, until memory holds only a part of them.",
      "ready: from the start of a process to its first good GET /readyz.",
      "",
      "Catalogues are imported once, under bench/target/catalogues: a million models take minutes and gigabytes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bench/large --short",
      "  bench/large --part ready --starts 20",
      "  bench/large --part working --heap 2g"
    },
    mixinStandardHelpOptions = true)
public final class Large extends Measuring {
  private static final int SMALL = 1_000;
  private static final int MIDDLE = 100_000;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description = "Only this part, of ${COMPLETION-CANDIDATES}; may be given several times.")
  private List<Part> parts = new ArrayList<>();

  @Option(
      names = "--models",
      paramLabel = "N",
      description = "Size of the large catalogue. Default: 1000000, with --short 20000.")
  private int models;

  @Option(
      names = "--starts",
      paramLabel = "N",
      description = "Starts of a server for each catalogue. Default: 7, with --short 2.")
  private int starts;

  private Large() {}

  /** What can be measured alone. */
  @SuppressWarnings("ConstantCaseForConstants") // As they are typed.
  enum Part {
    warm,
    working,
    ready
  }

  /** Measures, prints tables and stores the result. */
  public static void main(String[] arguments) {
    run(new Large(), arguments);
  }

  @Override
  String name() {
    return "large";
  }

  @Override
  void measure(Bench bench, Report report) throws Exception {
    Pace pace = bench.pace();
    Set<Part> wanted = parts.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(parts);
    int most = models > 0 ? models : pace.choose(1_000_000, 20_000);
    if (most <= SMALL) {
      throw new Unusable("--models needs more than " + SMALL + ".");
    }
    StoredCatalogue small = bench.stored(SMALL, Documents.SMALL);
    StoredCatalogue large = bench.stored(most, Documents.SMALL);
    if (wanted.contains(Part.warm)) {
      new WarmSet(bench).compare(small, large, report);
    }
    if (wanted.contains(Part.working)) {
      new WorkingSets(bench).measure(large, report);
    }
    if (wanted.contains(Part.ready)) {
      int times = starts > 0 ? starts : pace.choose(7, 2);
      List<StoredCatalogue> catalogues =
          most <= MIDDLE
              ? List.of(small, large)
              : List.of(small, bench.stored(MIDDLE, Documents.SMALL), large);
      new Readiness(bench).measure(catalogues, times, report);
    }
  }
}
