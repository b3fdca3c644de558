package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files far larger than the heap. */
@Tag("heavy")
@Timeout(900)
final class LargeImportTest {
  private static final List<String> SMALL_HEAP = List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
  private static final long FILE_BYTES = 200L << 20;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  void aCollectionOnOneLine() throws Exception {
    importing("{\"models\":[", ",", "]}", 2_000);
  }

  @Test
  void linesOfLargeDocuments() throws Exception {
    importing("", "\n", "\n", 3_500_000);
  }

  private void importing(String begin, String between, String end, int documentBytes)
      throws Exception {
    Path data = folder.resolve("data");
    new Cli(data).run("keys", "create", "--project", "studio").ok();
    Path file = folder.resolve("models");
    int count = write(file, begin, between, end, documentBytes);
    try (ChildProcess child =
        ChildProcess.start(
            SMALL_HEAP,
            "import",
            file.toString(),
            "--project",
            "studio",
            "--progress-every",
            "1000",
            "--data",
            data.toString())) {
      assertThat(child.output())
          .as(child.errors())
          .isEqualTo("imported " + count + ", unchanged 0, refused 0");
      assertThat(child.await()).isZero();
    }
    try (ChildProcess child =
        ChildProcess.start(
            SMALL_HEAP,
            "import",
            file.toString(),
            "--project",
            "studio",
            "--progress-every",
            "1000",
            "--data",
            data.toString())) {
      assertThat(child.output()).isEqualTo("imported 0, unchanged " + count + ", refused 0");
    }
    try (ChildProcess child = ChildProcess.start(SMALL_HEAP, "export", "--data", data.toString())) {
      int lines = 0;
      while (lines < count) {
        assertThat(child.outLine()).startsWith("{\"id\":\"m" + lines + "\"");
        lines++;
      }
      assertThat(child.await()).isZero();
    }
  }

  private static int write(Path file, String begin, String between, String end, int documentBytes)
      throws IOException {
    int count = 0;
    long written = 0;
    String numbers = "0.12345678,".repeat(documentBytes / 11) + "0";
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(begin);
      while (written < FILE_BYTES) {
        String document =
            "{\"id\":\"m" + count + "\",\"type\":\"custom\",\"embedding\":[" + numbers + "]}";
        out.write(count == 0 ? document : between + document);
        written += document.length();
        count++;
      }
      out.write(end);
    }
    return count;
  }
}
