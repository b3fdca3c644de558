package dev.vitrine.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server's process holds of memory, in bytes.
 *
 * @param second since sampling began
 * @param resident physical memory of the process; 0 where that cannot be known
 * @param heap in use, rubbish included
 * @param direct buffers outside the heap
 */
record Footprint(double second, long resident, long heap, long direct) {
  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
  private static final String DIRECT = "jvm_buffer_memory_used_bytes{id=\"direct\"";

  /**
   * What is held now.
   *
   * @param metrics in the Prometheus text format
   */
  static Footprint of(double second, long pid, String metrics)
      throws IOException, InterruptedException {
    return new Footprint(second, resident(pid), sum(metrics, HEAP), sum(metrics, DIRECT));
  }

  long heapAndDirect() {
    return heap + direct;
  }

  private static long sum(String metrics, String start) {
    return (long)
        metrics
            .lines()
            .filter(line -> line.startsWith(start))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  private static long resident(long pid) throws IOException, InterruptedException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    String kilobytes;
    if (Files.isReadable(status)) {
      try (Stream<String> lines = Files.lines(status)) {
        kilobytes =
            lines
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElse("")
                .replaceAll("\\D", "");
      }
    } else {
      Process ps =
          new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", Long.toString(pid))).start();
      kilobytes = new String(ps.getInputStream().readAllBytes(), UTF_8).strip();
      ps.waitFor();
    }
    return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) << 10;
  }
}
