package dev.vitrine.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitrine.bulk.BulkBody;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The body of a request for fifty models. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParserBenchmark {
  private byte[] body = new byte[0];

  @Setup
  public void make() {
    SampleRows sample = new SampleRows(1500);
    body =
        ("{\"modelIds\":[\"" + String.join("\",\"", sample.ids) + "\"],\"thumbnail\":true}")
            .getBytes(UTF_8);
  }

  /** As a server reads it. */
  @Benchmark
  public BulkBody parse() {
    return BulkBody.parse(body, JsonLimits.REQUEST);
  }

  /** As it reads what is out of the ordinary: into a tree, strictly. */
  @Benchmark
  public Json parseStrictly() {
    return JsonReader.parse(body, JsonLimits.REQUEST);
  }
}
