package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A file uploaded over HTTP, against copying, hashing and syncing it by the usual commands. */
final class AssetUpload {
  private static final String OURS = "an upload over HTTP, until it is an asset";
  private static final String THEIRS = "cp, sha256sum and sync";
  private static final int MEGABYTE = 1 << 20;

  private final AssetCalls calls;
  private final int megabytes;

  AssetUpload(AssetCalls calls, int megabytes) {
    this.calls = calls;
    this.megabytes = megabytes;
  }

  void measure(Bench bench, Report report) throws IOException, InterruptedException {
    Workspace workspace = bench.workspace();
    Path file = workspace.path("upload.bin");
    Contender ours =
        contender(
            OURS,
            round -> {
              write(file, 2 * round); // Bytes the store does not have yet.
              return seconds(() -> calls.upload(file));
            });
    Contender theirs =
        contender(
            THEIRS,
            round -> {
              write(file, 2 * round + 1);
              Path copy = workspace.path("copy.bin");
              String command =
                  "cp '%1$s' '%2$s' && sha256sum '%2$s' && sync '%2$s'".formatted(file, copy);
              double seconds = seconds(() -> workspace.run("copy", List.of("sh", "-c", command)));
              Files.delete(copy);
              return seconds;
            });
    var _ = ours.measurement().in(0);
    List<Turn> turns = bench.rounds(bench.pace().rounds()).of("Upload", List.of(ours, theirs));
    report.put("secondsAnUpload", turns);
    report.put("uploadedMegabytes", megabytes);
    report.add(
        new Comparison(
            OURS + ", " + megabytes + " MB, time",
            THEIRS,
            null,
            Spread.ofRatios(turns, OURS, THEIRS)));
    Files.delete(file);
  }

  private interface Measured {
    double in(int round) throws IOException, InterruptedException;
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static Contender contender(String name, Measured measured) {
    return new Contender(
        name, round -> new Contender.Measured(measured.in(round), Map.of("round", round)));
  }

  private static double seconds(Work work) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  private void write(Path file, int seed) throws IOException {
    Random random = new Random(seed);
    byte[] piece = new byte[MEGABYTE];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < megabytes; i++) {
        random.nextBytes(piece);
        out.write(piece);
      }
    }
  }
}
