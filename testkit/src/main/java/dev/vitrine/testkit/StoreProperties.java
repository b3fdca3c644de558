package dev.vitrine.testkit;

import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.testkit.StoreModel.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * Random steps done to a store and to a map must come to the same; a subclass says how to open the
 * store.
 */
public abstract class StoreProperties {
  private static final List<Key> KEYS =
      List.of(
          Key.model("a"),
          Key.model("b"),
          Key.model("A"),
          new Key(Kind.ASSET, "a"),
          new Key(Kind.KEY, "a"));

  /** Opens an empty store in a folder of its own. */
  protected abstract DocumentStore open(Path folder, InstantSource clock);

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void aStoreIsAMapWithAFeed(@ForAll("steps") List<Step> steps, @ForAll Set<Kind> kinds)
      throws IOException {
    Path folder = Files.createTempDirectory("store");
    TestClock clock = new TestClock();
    try (DocumentStore store = open(folder.resolve("data"), clock)) {
      new StoreModel(store, clock, kinds).run(steps, KEYS);
    } finally {
      deleteAll(folder);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step.PutOne> put =
        Combinators.combine(keys(), offsets(), drafts()).as(Step.PutOne::new);
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            Tuple.of(6, put.map(one -> one)),
            Tuple.of(2, put.list().ofMaxSize(8).map(Step.PutMany::new)),
            Tuple.of(4, Combinators.combine(keys(), offsets()).as(Step.Delete::new)),
            Tuple.of(4, Arbitraries.integers().between(1, 4).map(Step.Follow::new)),
            Tuple.of(1, Arbitraries.create(Step.Purge::new)));
    return step.list().ofMaxSize(60);
  }

  private static Arbitrary<Key> keys() {
    return Arbitraries.of(KEYS);
  }

  private static Arbitrary<Integer> offsets() {
    return Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, -1), Tuple.of(1, 1));
  }

  private static Arbitrary<Draft> drafts() {
    Arbitrary<String> names = Arbitraries.of("", "p1", "p2");
    Arbitrary<Bytes> bodies =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Bytes::wrap);
    return Combinators.combine(
            names, names.injectNull(0.5), Arbitraries.of(Visibility.class), bodies)
        .as(Draft::new);
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(StoreProperties::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
