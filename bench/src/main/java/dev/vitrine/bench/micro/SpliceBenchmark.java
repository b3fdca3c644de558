package dev.vitrine.bench.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.vitrine.row.Row;
import dev.vitrine.row.Splice;
import dev.vitrine.row.Spliced;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private static final int REQUESTS = 64;

  /** Fifty rows stay in the processor's caches; of five thousand most do not. */
  @Param({"50", "5000"})
  @SuppressWarnings("NullAway.Init")
  String models;

  @Param({"1500", "5400"})
  @SuppressWarnings("NullAway.Init")
  String bytes;

  private final List<List<Row>> requests = new ArrayList<>();
  private final List<byte[]> answers = new ArrayList<>();
  private ByteBuffer out = ByteBuffer.allocate(0);
  private int next;

  @Setup
  public void make() {
    int count = Integer.parseInt(models);
    List<Row> rows = new SampleRows(count, Integer.parseInt(bytes)).rows;
    int longest = 0;
    for (int[] request : SampleRows.requests(REQUESTS, count)) {
      List<Row> asked = Arrays.stream(request).mapToObj(rows::get).toList();
      Spliced plain = OBJECT.plain(asked, CLOSE);
      byte[] answer = new byte[(int) plain.length()];
      plain.read(ByteBuffer.wrap(answer));
      requests.add(asked);
      answers.add(answer);
      longest = Math.max(longest, answer.length);
    }
    out = ByteBuffer.allocateDirect(2 * longest);
  }

  @Benchmark
  public ByteBuffer plain() {
    return written(OBJECT.plain(requests.get(turn()), CLOSE));
  }

  @Benchmark
  public ByteBuffer gzip() {
    return written(OBJECT.gzip(requests.get(turn()), CLOSE));
  }

  /** {@link GZIPOutputStream} compresses at level 6. */
  @Benchmark
  public byte[] compressed() throws IOException {
    byte[] answer = answers.get(turn());
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(answer.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(answer);
    }
    return compressed.toByteArray();
  }

  private int turn() {
    next = (next + 1) % REQUESTS;
    return next;
  }

  /** All of it: a buffer too small would be an answer cut short. */
  private ByteBuffer written(Spliced spliced) {
    out.clear();
    if (!spliced.read(out)) {
      throw new IllegalStateException("the answer does not fit");
    }
    return out;
  }
}
