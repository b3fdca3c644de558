package dev.vitrine.bench.micro;

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

/** Fifty rows that are kept, looked up by id. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CacheBenchmark {
  @Param("1500")
  @SuppressWarnings("NullAway.Init")
  String bytes;

  @SuppressWarnings("NullAway.Init")
  private SampleRows sample;

  @Setup
  public void make() {
    sample = new SampleRows(Integer.parseInt(bytes));
  }

  @Benchmark
  public void fiftyHits(Blackhole sink) {
    long window = sample.models.window();
    for (int i = 0; i < SampleRows.COUNT; i++) {
      Entry entry = Objects.requireNonNull(sample.models.known(sample.ids.get(i)));
      Row row = sample.models.kept(entry, SampleRows.VIEW, Audience.OWNER, window);
      sink.consume(row);
    }
  }
}
