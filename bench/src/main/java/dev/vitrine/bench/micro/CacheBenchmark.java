package dev.vitrine.bench.micro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.vitrine.row.Audience;
import dev.vitrine.row.Entry;
import dev.vitrine.row.Row;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Fifty rows that are kept, looked up by id, as a request's ids are: strings made a moment ago,
 * whose hash nobody knows and which are nobody's keys.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CacheBenchmark {
  private static final int REQUESTS = 4096;

  /** Fifty stay in the processor's caches; of a hundred thousand most lookups miss them. */
  @Param({"50", "100000"})
  @SuppressWarnings("NullAway.Init")
  String models;

  @Param({"1500", "5400"})
  @SuppressWarnings("NullAway.Init")
  String bytes;

  @SuppressWarnings("NullAway.Init")
  private SampleRows sample;

  private byte[][] ids = {};
  private int[][] requests = {};
  private int next;

  /** Many ids share few documents, since rows are not looked into here. */
  @Setup
  public void make() {
    int count = Integer.parseInt(models);
    sample = new SampleRows(Integer.parseInt(bytes));
    ids = new byte[count][];
    for (int i = 0; i < count; i++) {
      String id = sample.ids.get(i % SampleRows.COUNT);
      if (i >= SampleRows.COUNT) {
        id = id + "-" + i;
        sample.make(id, sample.stored.get(i % SampleRows.COUNT));
      }
      ids[i] = id.getBytes(ISO_8859_1);
    }
    requests = SampleRows.requests(REQUESTS, count);
  }

  @Benchmark
  public void fiftyHits(Blackhole sink) {
    next = (next + 1) % REQUESTS;
    long window = sample.models.window();
    for (int model : requests[next]) {
      String id = new String(ids[model], ISO_8859_1);
      Entry entry = Objects.requireNonNull(sample.models.known(id));
      Row row = sample.models.kept(entry, SampleRows.VIEW, Audience.OWNER, window);
      sink.consume(Objects.requireNonNull(row));
    }
  }
}
