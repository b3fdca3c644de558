package dev.vitrine.bench.micro;

import dev.vitrine.model.ModelDocument;
import dev.vitrine.row.Audience;
import dev.vitrine.row.Row;
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

/**
 * From the bytes of one stored document to its row, and from that to its compressed form: what a
 * miss costs beside the store. Documents take turns, more of them than the processor's nearer
 * caches hold.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {
  private static final int DOCUMENTS = 2000;

  /** No model's id, so that the compressed form is made and handed back, but not kept. */
  private static final String NOBODY = "nobody";

  @Param({"1500", "5400"})
  @SuppressWarnings("NullAway.Init")
  String bytes;

  @SuppressWarnings("NullAway.Init")
  private SampleRows sample;

  private int next;

  @Setup
  public void make() {
    sample = new SampleRows(DOCUMENTS, Integer.parseInt(bytes));
  }

  @Benchmark
  public Row encode() {
    next = (next + 1) % DOCUMENTS;
    ModelDocument document = ModelDocument.decode(sample.stored.get(next));
    return sample.encoder.encode(1, document, SampleRows.VIEW, Audience.OWNER);
  }

  @Benchmark
  public Row deflate() {
    next = (next + 1) % DOCUMENTS;
    return sample.models.deflated(NOBODY, sample.plain.get(next));
  }
}
