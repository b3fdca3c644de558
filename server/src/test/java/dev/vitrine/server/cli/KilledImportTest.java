package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Key;
import dev.vitrine.store.sql.Role;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL in the middle of imports: what had been reported is there. */
final class KilledImportTest {
  private static final String PROJECT = "proj_" + "A".repeat(24);
  private static final Pattern REPORT =
      Pattern.compile("imported (\\d+), unchanged (\\d+), refused 0");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  @Timeout(300)
  void threeTimes() throws Exception {
    killing(3, 10_000);
  }

  @Test
  @Tag("heavy")
  @Timeout(1200)
  void twentyTimes() throws Exception {
    killing(20, 60_000);
  }

  private void killing(int times, int models) throws Exception {
    Path file = file(models);
    Path data = folder.resolve("killed");
    Cli cli = new Cli(data);
    cli.run("keys", "create", "--project", "studio", "--project-id", PROJECT).ok();
    Random random = new Random(20_260_105);
    for (int round = 0; round < times; round++) {
      int done = (round + 1) * models / (times + 2);
      long reported = importUntil(done + random.nextInt(200), data, file);
      assertThat(reported).isGreaterThanOrEqualTo(done);
      assertThat(present(data, reported)).as("round %d", round).isEqualTo(reported);
    }
    cli.run("import", file.toString(), "--project", "studio").ok();

    Cli undisturbed = new Cli(folder.resolve("undisturbed"));
    undisturbed.run("keys", "create", "--project", "studio", "--project-id", PROJECT).ok();
    undisturbed.run("import", file.toString(), "--project", "studio").ok();
    assertThat(cli.run("export").ok().out()).isEqualTo(undisturbed.run("export").ok().out());
  }

  /** Imports until at least so many are reported, and kills; how many were. */
  private static long importUntil(long enough, Path data, Path file) throws Exception {
    long reported = 0;
    try (ChildProcess child =
        ChildProcess.start(
            List.of(),
            "import",
            file.toString(),
            "--project",
            "studio",
            "--progress-every",
            "0",
            "--data",
            data.toString())) {
      String line = child.err().readLine();
      while (line != null) {
        reported = count(line);
        if (reported >= enough) {
          child.kill();
          break;
        }
        line = child.err().readLine();
      }
      // What was still on its way when the kill came had been reported too.
      for (String late = child.err().readLine(); late != null; late = child.err().readLine()) {
        reported = count(late);
      }
      child.await();
    }
    return reported;
  }

  private static long count(String line) {
    Matcher report = REPORT.matcher(line);
    assertThat(report.matches()).as(line).isTrue();
    return Long.parseLong(report.group(1)) + Long.parseLong(report.group(2));
  }

  private static long present(Path data, long first) {
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < first; i++) {
      keys.add(Key.model("m" + i));
    }
    try (Catalogue catalogue = Catalogue.open(data, Role.TOOL)) {
      return catalogue.store().fetch(keys, Long.MAX_VALUE).documents().stream()
          .filter(document -> document != null)
          .count();
    }
  }

  private Path file(int models) throws IOException {
    Path file = folder.resolve("models.ndjson");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < models; i++) {
        out.write(
            "{\"id\":\"m"
                + i
                + "\",\"type\":\"flux.1-lora\",\"createdAt\":\"2026-01-01T00:00:00.000Z\",\"updatedAt\":\"2026-01-01T00:00:00.000Z\","
                + "\"name\":\"Model "
                + i
                + "\",\"tags\":[\""
                + "x".repeat(i % 700)
                + "\"]}\n");
      }
    }
    return file;
  }
}
