package dev.vitrine.bench.micro;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.row.Entry;
import dev.vitrine.row.RowCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One model looked up, and kept if it was not there, in a cache with room for an eighth of all:
 * what keeping costs while something else has to go for it. Making the row is not in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvictionBenchmark {
  private static final int MODELS = 1 << 15;
  private static final int SHARE = 8;
  private static final int DRAWN = 4096;

  @Param({"1500", "5400"})
  @SuppressWarnings("NullAway.Init")
  String bytes;

  private final List<String> ids = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private int[][] drawn = {};
  private int next;

  @SuppressWarnings("NullAway.Init")
  private RowCache cache;

  @Setup
  public void make() {
    SampleRows sample = new SampleRows(Integer.parseInt(bytes));
    for (int i = 0; i < MODELS; i++) {
      String id = sample.ids.get(i % SampleRows.COUNT) + "-" + i;
      sample.make(id, sample.stored.get(i % SampleRows.COUNT));
      ids.add(id);
      entries.add(Objects.requireNonNull(sample.models.known(id)));
    }
    cache = new RowCache((long) MODELS * Integer.parseInt(bytes) / SHARE, Ticker.systemTicker());
    drawn = SampleRows.requests(DRAWN, MODELS);
  }

  @Benchmark
  public @Nullable Entry lookUpAndKeep() {
    next = (next + 1) % (DRAWN * SampleRows.COUNT);
    int model = drawn[next / SampleRows.COUNT][next % SampleRows.COUNT];
    String id = ids.get(model);
    Entry known = cache.get(id);
    if (known == null) {
      cache.put(id, entries.get(model), cache.stamp(id));
    }
    return known;
  }

  /** Whether something really had to go. */
  @TearDown
  public void check() {
    if (cache.size() == 0 || cache.size() > MODELS / 2) {
      throw new IllegalStateException("the cache was under no pressure: " + cache.size());
    }
  }
}
