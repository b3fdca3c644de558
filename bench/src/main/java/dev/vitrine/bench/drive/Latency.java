package dev.vitrine.bench.drive;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;

/**
 * How long requests took, in microseconds.
 *
 * @param hdr the whole histogram in nanoseconds, as HdrHistogram writes it (V2, compressed, base64)
 */
public record Latency(
    long count, double p50, double p90, double p99, double p999, double max, String hdr) {
  private static final double MICRO = 1e3;

  static Latency of(Histogram nanos) {
    return new Latency(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / MICRO,
        nanos.getValueAtPercentile(90) / MICRO,
        nanos.getValueAtPercentile(99) / MICRO,
        nanos.getValueAtPercentile(99.9) / MICRO,
        nanos.getMaxValue() / MICRO,
        encoded(nanos));
  }

  private static String encoded(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }
}
