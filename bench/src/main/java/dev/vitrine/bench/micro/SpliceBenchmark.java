package dev.vitrine.bench.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.vitrine.row.Splice;
import dev.vitrine.row.Spliced;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
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
 * The answer of fifty rows: put together from finished rows, plain and as gzip, against compressing
 * the same answer each time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpliceBenchmark {
  private static final Splice OBJECT = new Splice("{\"models\":[".getBytes(US_ASCII), (byte) ',');
  private static final byte[] CLOSE = "]}".getBytes(US_ASCII);

  @Param({"1500", "5400"})
  @SuppressWarnings("NullAway.Init")
  String bytes;

  @SuppressWarnings("NullAway.Init")
  private SampleRows sample;

  private ByteBuffer out = ByteBuffer.allocate(0);
  private byte[] answer = new byte[0];

  @Setup
  public void make() {
    sample = new SampleRows(Integer.parseInt(bytes));
    Spliced plain = OBJECT.plain(sample.rows, CLOSE);
    answer = new byte[(int) plain.length()];
    plain.read(ByteBuffer.wrap(answer));
    out = ByteBuffer.allocateDirect(2 * answer.length);
  }

  @Benchmark
  public ByteBuffer plain() {
    return written(OBJECT.plain(sample.rows, CLOSE));
  }

  @Benchmark
  public ByteBuffer gzip() {
    return written(OBJECT.gzip(sample.rows, CLOSE));
  }

  /** {@link GZIPOutputStream} compresses at level 6. */
  @Benchmark
  public byte[] compressed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(answer.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(answer);
    }
    return bytes.toByteArray();
  }

  private ByteBuffer written(Spliced spliced) {
    out.clear();
    spliced.read(out);
    return out;
  }
}
