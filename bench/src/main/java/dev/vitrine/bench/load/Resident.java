package dev.vitrine.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of a process, in bytes; all 0 where the system does not tell ({@code /proc}).
 *
 * @param own what is the process's alone, the heap above all
 * @param files pages of mapped files, which the system takes back when it needs them
 */
record Resident(long own, long files) {
  static Resident of(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    return Files.isReadable(status) ? of(Files.readAllLines(status)) : new Resident(0, 0);
  }

  static Resident of(List<String> status) {
    return new Resident(bytes(status, "RssAnon:"), bytes(status, "RssFile:"));
  }

  private static long bytes(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replace("kB", "").strip())
        .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
        .findFirst()
        .orElse(0);
  }
}
