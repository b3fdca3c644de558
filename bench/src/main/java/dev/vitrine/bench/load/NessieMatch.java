package dev.vitrine.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitrine.bench.Documents;
import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The same documents in Vitrine and in Project Nessie. Nessie's text is a JSON string, so that it
 * has to escape every quotation mark of a row; it has each document a second time with letters in
 * their place, which is less work than ours.
 */
final class NessieMatch implements AutoCloseable {
  private static final int MODELS = 471;
  private static final int IDS = 50;
  private static final String OURS = "Vitrine";
  private static final String SAME = "Project Nessie, in memory";
  private static final String EASY = "the same with text that needs no escaping";
  private static final String EASY_KEY = "text-";
  private static final Target TARGET = Target.atLeast(12);
  private static final int OPENING = "{\"models\":[".length();
  private static final int CLOSING = "]}".length();

  private final Bench bench;
  private final Served served;
  private final Asking asking;
  private final Nessie nessie;
  private final List<String> ids;
  private final Map<String, String> documents;

  private NessieMatch(
      Bench bench,
      Served served,
      Asking asking,
      Nessie nessie,
      List<String> ids,
      Map<String, String> documents) {
    this.bench = bench;
    this.served = served;
    this.asking = asking;
    this.nessie = nessie;
    this.ids = ids;
    this.documents = documents;
  }

  /** Starts both and gives Nessie the rows that Vitrine sends. */
  static NessieMatch begin(Bench bench, Path jar) throws IOException, InterruptedException {
    StoredCatalogue catalogue = bench.stored(MODELS, Documents.LARGE);
    Served served = bench.serve("vitrine", catalogue, Map.of());
    Asking asking = bench.caller(catalogue);
    Map<String, String> rows = new LinkedHashMap<>();
    Map<String, String> easy = new LinkedHashMap<>();
    for (String id : catalogue.ids()) {
      String answer = new String(asking.ask(served.port(), List.of(id), false), UTF_8);
      String row = answer.substring(OPENING, answer.length() - CLOSING);
      rows.put(id, row);
      easy.put(EASY_KEY + id, unescaped(row));
    }
    Nessie nessie = Nessie.start(bench.workspace(), jar, bench.pace().heap());
    nessie.commit(rows);
    nessie.commit(easy);
    List<String> ids = List.copyOf(rows.keySet()).subList(0, IDS);
    rows.putAll(easy);
    return new NessieMatch(bench, served, asking, nessie, ids, rows);
  }

  /** The text with letters for all that JSON strings have to escape, as long as it was. */
  static String unescaped(String text) {
    return text.replaceAll("[\"\\\\\\p{Cntrl}]", "x");
  }

  private List<String> easyIds() {
    return ids.stream().map(id -> EASY_KEY + id).toList();
  }

  /**
   * Whether everyone sends the same documents whole.
   *
   * @throws Unusable if not
   */
  void check() throws IOException, InterruptedException {
    String answer = new String(asking.ask(served.port(), ids, false), UTF_8);
    String expected = String.join(",", ids.stream().map(documents::get).toList());
    boolean same = answer.substring(OPENING, answer.length() - CLOSING).equals(expected);
    for (List<String> keys : List.of(ids, easyIds())) {
      Map<String, String> found = nessie.read(keys);
      same &= found.keySet().equals(Set.copyOf(keys));
      same &= documents.entrySet().containsAll(found.entrySet());
    }
    if (!same) {
      throw new Unusable("Project Nessie and Vitrine do not send the same documents.");
    }
  }

  /** Warms everyone up, and measures documents per second. */
  void play(Report report) throws IOException, InterruptedException {
    List<Asked> all = new ArrayList<>();
    all.add(
        asked(
            OURS,
            served.process(),
            served.port(),
            new Post(Asking.PATH, asking.authorization(), new String(Asking.body(ids), UTF_8))));
    all.add(
        asked(
            SAME,
            nessie.process(),
            nessie.port(),
            new Post(Nessie.CONTENTS, "", Nessie.body(ids))));
    all.add(
        asked(
            EASY,
            nessie.process(),
            nessie.port(),
            new Post(Nessie.CONTENTS, "", Nessie.body(easyIds()))));
    Wrk wrk = bench.wrk(bench.pace().connections());
    for (Asked asked : all) {
      wrk.run(asked.port(), asked.script(), bench.pace().warmUpSeconds());
    }
    List<Turn> turns =
        bench
            .rounds(bench.pace().rounds())
            .of("Nessie", all.stream().map(asked -> contender(asked, wrk)).toList());
    compare(report, turns, SAME, TARGET);
    compare(report, turns, EASY, null);
    report.put("documentsPerSecond", turns);
  }

  /** A server and the script it is asked by. */
  private record Asked(String name, Process process, int port, Path script) {}

  /**
   * What a run saw, of both sides.
   *
   * @param processorMicros used by the server for a request, which others on the machine disturb
   *     less than the clock
   */
  record Seen(Wrk.Seen run, double processorMicros) {}

  private Asked asked(String name, Process process, int port, Post post) throws IOException {
    return new Asked(name, process, port, post.script(bench.workspace(), name.replace(' ', '-')));
  }

  private Contender contender(Asked asked, Wrk wrk) {
    return new Contender(
        asked.name(),
        round -> {
          Duration used = Served.processorTime(asked.process());
          Wrk.Seen run = wrk.run(asked.port(), asked.script(), bench.pace().seconds());
          Duration since = Served.processorTime(asked.process()).minus(used);
          return new Contender.Measured(
              IDS * run.requestsPerSecond(), new Seen(run, since.toNanos() / 1e3 / run.requests()));
        });
  }

  private static void compare(
      Report report, List<Turn> turns, String against, @Nullable Target target) {
    report.add(
        new Comparison(
            "50 documents of 5.4 kB, plain",
            against,
            target,
            Spread.ofRatios(turns, OURS, against)));
    report.add(
        new Comparison(
            "processor time for these, theirs by ours",
            against,
            null,
            Spread.ofRatios(turns, against, OURS, turn -> ((Seen) turn.seen()).processorMicros())));
  }

  @Override
  public void close() {
    served.stop();
    nessie.stop();
  }
}
