package dev.vitrine.bench.load;

import dev.vitrine.bench.Documents;
import dev.vitrine.bench.index.BareIndex;
import dev.vitrine.bench.index.ListReads;
import dev.vitrine.bench.index.ListReads.Wanted;
import dev.vitrine.bench.index.MadeUpStore;
import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.index.IndexRebuild;
import dev.vitrine.index.ModelFilter;
import dev.vitrine.index.ModelQuery;
import dev.vitrine.index.Place;
import dev.vitrine.index.Scope;
import dev.vitrine.index.SortKey;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Put;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.sql.EmbeddedStore;
import dev.vitrine.store.sql.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures lists: the pages of small and large catalogues, building the index, writing to it. */
@Command(
    name = "lists",
    header = "Measure lists, and the index they are read from.",
    description = {
      "Pages of 100 models, filtered and sorted, of a large catalogue against those of a small one; building the index of stored"
          + " models against Lucene alone; and a write that the next list shows against a bare durable write.",
      "In this process, without HTTP. The indexes of the pages are built once, under bench/target/catalogues."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bench/lists --short", "  bench/lists --large 1000000 --rounds 21"},
    mixinStandardHelpOptions = true)
public final class Lists extends Measuring {
  private static final String OWNER = "bench";
  private static final int PAGES = 101;
  private static final int WRITES = 101;
  private static final int BATCH = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @Option(
      names = "--small",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Models of the small catalogue. Default: ${DEFAULT-VALUE}.")
  private int small;

  @Option(
      names = "--large",
      paramLabel = "N",
      description = "Models of the large catalogue. Default: 1000000, with --short 100000.")
  private @Nullable Integer large;

  @Option(
      names = "--stored",
      paramLabel = "N",
      description = "Models of which an index is built. Default: 100000, with --short 20000.")
  private @Nullable Integer stored;

  private Lists() {}

  /** Measures, prints a table and stores the result. */
  public static void main(String[] arguments) {
    run(new Lists(), arguments);
  }

  @Override
  String name() {
    return "lists";
  }

  @Override
  void require() {}

  @Override
  void measure(Bench bench, Report report) throws Exception {
    report.put("driverHeapBytes", Runtime.getRuntime().maxMemory());
    pages(bench, report);
    rebuilds(bench, report);
    writes(bench, report);
  }

  private void pages(Bench bench, Report report) throws Exception {
    int most = large != null ? large : bench.pace().choose(1_000_000, 100_000);
    try (CatalogIndex few = open(bench, small);
        CatalogIndex many = open(bench, most)) {
      report.put("catalogues", List.of(few.state().documents(), many.state().documents()));
      String fewer = small + " models";
      String more = most + " models";
      for (Wanted wanted : ListReads.all()) {
        Place inFew = ListReads.place(few, wanted);
        Place inMany = ListReads.place(many, wanted);
        long end = System.nanoTime() + bench.pace().warmUpSeconds() * 100_000_000L;
        while (System.nanoTime() < end) {
          ListReads.p50(few, wanted, inFew, PAGES);
          ListReads.p50(many, wanted, inMany, PAGES);
        }
        List<Turn> turns =
            bench
                .rounds(bench.pace().rounds())
                .of(
                    "A page, " + wanted.name(),
                    List.of(
                        contender(fewer, () -> ListReads.p50(few, wanted, inFew, PAGES)),
                        contender(more, () -> ListReads.p50(many, wanted, inMany, PAGES))));
        report.put("p50Micros, " + wanted.name(), turns);
        report.add(
            new Comparison(
                "a page of 100 of " + more + ", p50: " + wanted.name(),
                fewer,
                Target.atMost(3),
                Spread.ofRatios(turns, more, fewer)));
      }
    }
  }

  private static CatalogIndex open(Bench bench, int models) throws InterruptedException {
    Path folder = bench.root().resolve("bench/target/catalogues/index-of-" + models);
    Bench.say("Opening the index of " + models + " models, which is built if it is not there ...");
    CatalogIndex index = CatalogIndex.open(folder, new MadeUpStore(models), InstantSource.system());
    if (!index.awaitCaughtUp(PATIENCE)) {
      throw new Unusable("The index of " + models + " models does not come to be.");
    }
    return index;
  }

  private interface Measured {
    double value() throws IOException;
  }

  private static Contender contender(String name, Measured measured) {
    return new Contender(
        name, round -> new Contender.Measured(measured.value(), Map.of("round", round)));
  }

  private void rebuilds(Bench bench, Report report) throws Exception {
    int models = stored != null ? stored : bench.pace().choose(100_000, 20_000);
    List<BareIndex.Values> values = new ArrayList<>(models);
    try (EmbeddedStore store = EmbeddedStore.open(bench.workspace().path("stored"), Role.TOOL)) {
      Bench.say("Storing " + models + " models ...");
      fill(store, models, values);
      String ours = "building the index from the store";
      String bare = "Lucene alone, from memory";
      int[] folders = {0};
      Contender rebuild =
          contender(
              ours,
              () -> {
                Path folder = bench.workspace().path("rebuilt" + ++folders[0]);
                long begin = System.nanoTime();
                var result = IndexRebuild.of(folder, store).run((done, about) -> {});
                double rate = result.documents() * 1e9 / (System.nanoTime() - begin);
                Workspace.remove(folder);
                return rate;
              });
      Contender alone =
          contender(
              bare,
              () -> {
                Path folder = bench.workspace().path("bare" + ++folders[0]);
                long begin = System.nanoTime();
                BareIndex.build(folder, values);
                double rate = values.size() * 1e9 / (System.nanoTime() - begin);
                Workspace.remove(folder);
                return rate;
              });
      for (Contender contender : List.of(rebuild, alone)) {
        var _ = contender.measurement().in(0);
      }
      List<Turn> turns =
          bench.rounds(bench.pace().rounds()).of("Building", List.of(rebuild, alone));
      report.put("documentsASecondIntoTheIndex", turns);
      report.add(
          new Comparison(
              ours + ", documents a second",
              bare,
              Target.atLeast(0.33),
              Spread.ofRatios(turns, ours, bare)));
    }
  }

  private static void fill(DocumentStore store, int models, List<BareIndex.Values> values)
      throws IOException {
    List<Put> batch = new ArrayList<>();
    Documents.each(
        models,
        Documents.SMALL,
        json -> {
          JsonObject row = (JsonObject) JsonReader.parse(json, JsonLimits.DOCUMENT);
          values.add(BareIndex.Values.of(OWNER, row));
          byte[] body = ModelDocument.of(row).encode();
          batch.add(
              new Put(
                  Key.model(String.valueOf(row.text("id"))),
                  DocumentStore.ABSENT,
                  Draft.of(OWNER, Visibility.PRIVATE, Bytes.wrap(body))));
          if (batch.size() == BATCH) {
            store.putAll(batch);
            batch.clear();
          }
        });
    store.putAll(batch);
  }

  private static void writes(Bench bench, Report report) throws Exception {
    List<BareIndex.Values> unused = new ArrayList<>();
    try (EmbeddedStore store = EmbeddedStore.open(bench.workspace().path("written"), Role.TOOL)) {
      fill(store, 10_000, unused);
      try (CatalogIndex index =
          CatalogIndex.open(
              bench.workspace().path("written-index"), store, InstantSource.system())) {
        if (!index.awaitCaughtUp(PATIENCE)) {
          throw new Unusable("The index does not catch up.");
        }
        DocumentStore watched = new WatchedStore(store, List.of(index));
        ModelQuery newest =
            new ModelQuery(ModelFilter.of(new Scope.Own(OWNER, null)), SortKey.CREATED_AT, true);
        long[] next = {0};
        String listed = "a write, and a list that shows it";
        String written = "a durable write";
        Contender both =
            contender(
                listed,
                () ->
                    p50(() -> {
                      String id = write(watched, ++next[0]);
                      if (!index.models(newest, null, 1).ids().equals(List.of(id))) {
                        throw new Unusable("A list does not show what was written.");
                      }
                    }));
        Contender bare = contender(written, () -> p50(() -> write(store, ++next[0])));
        long end = System.nanoTime() + bench.pace().warmUpSeconds() * 300_000_000L;
        while (System.nanoTime() < end) {
          var _ = both.measurement().in(0);
          var _ = bare.measurement().in(0);
        }
        List<Turn> turns = bench.rounds(bench.pace().rounds()).of("Writing", List.of(both, bare));
        report.put("microsAWrite", turns);
        report.add(
            new Comparison(
                listed + ", p50", written, null, Spread.ofRatios(turns, listed, written)));
      }
    }
  }

  private static String write(DocumentStore store, long number) {
    String id = "written-" + number;
    Instant at = Instant.parse("2027-01-01T00:00:00Z").plusSeconds(number);
    String json =
        """
        {"id":"%s","type":"custom","status":"trained","tags":["a","b"],"createdAt":"%s","updatedAt":"%s"}
        """
            .formatted(id, at, at);
    JsonObject row =
        (JsonObject)
            JsonReader.parse(
                json.getBytes(java.nio.charset.StandardCharsets.UTF_8), JsonLimits.DOCUMENT);
    var _ =
        store.put(
            Key.model(id),
            DocumentStore.ABSENT,
            Draft.of(OWNER, Visibility.PRIVATE, Bytes.wrap(ModelDocument.of(row).encode())));
    return id;
  }

  private static double p50(Runnable work) {
    long[] nanos = new long[WRITES];
    for (int i = 0; i < WRITES; i++) {
      long begin = System.nanoTime();
      work.run();
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return nanos[WRITES / 2] / 1e3;
  }
}
