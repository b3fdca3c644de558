package dev.vitrine.bench.load;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.RenditionOptions;
import dev.vitrine.asset.files.FileAssetStore;
import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import dev.vitrine.image.Rendered;
import dev.vitrine.image.RenditionSettings;
import dev.vitrine.image.Renditions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Renditions that are not kept yet, made here and by the command line of libvips. */
final class AssetRenditions {
  private static final Target TARGET = Target.atMost(1.5);
  private static final int TIMES = 9;
  private static final String OURS = "vitrine";
  private static final String THEIRS = "vipsthumbnail, with its start";

  private final String vips = Tools.path("vipsthumbnail");
  private int made;

  /**
   * A rendition.
   *
   * @param quality the same for both
   */
  private record Wanted(String name, String format, int side, int width, String into, int quality) {
    RenditionOptions options() {
      Map<String, String> parameters =
          Map.of("width", "" + width, "format", into, "quality", "" + quality);
      return RenditionOptions.parse(parameters::get);
    }
  }

  private static final List<Wanted> WORKS =
      List.of(
          new Wanted("a PNG of 1024² px to a WebP of 512 px", "png", 1024, 512, "webp", 80),
          new Wanted("a PNG of 1024² px to a JPEG of 512 px", "png", 1024, 512, "jpeg", 80),
          new Wanted("a JPEG of 3000² px to a JPEG of 256 px", "jpeg", 3000, 256, "jpeg", 80));

  void measure(Bench bench, Report report) throws IOException, InterruptedException {
    Path folder = bench.workspace().path("renditions");
    try (AssetStore store = FileAssetStore.open(bench.workspace().path("pictures"));
        Renditions renditions = new Renditions(RenditionSettings.standard(folder, 1L << 30))) {
      for (Wanted wanted : WORKS) {
        Path file =
            Pictures.write(
                bench.workspace().path("picture-" + wanted.side() + "." + wanted.format()),
                wanted.format(),
                wanted.side());
        String key;
        try (InputStream in = Files.newInputStream(file)) {
          key = store.put(in, Files.size(file)).key();
        }
        compare(
            bench,
            report,
            wanted,
            () -> make(renditions, store, key, wanted),
            () -> vips(bench.workspace(), file, wanted));
      }
    }
  }

  private static void compare(Bench bench, Report report, Wanted wanted, Work ours, Work theirs)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + bench.pace().warmUpSeconds() * 1_000_000_000L;
    while (System.nanoTime() < end) {
      ours.run();
    }
    List<Turn> turns =
        bench
            .rounds(bench.pace().rounds())
            .of(wanted.name(), List.of(contender(OURS, ours), contender(THEIRS, theirs)));
    report.put("millis, " + wanted.name(), turns);
    report.add(
        new Comparison(
            wanted.name() + ", time", THEIRS, TARGET, Spread.ofRatios(turns, OURS, THEIRS)));
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static Contender contender(String name, Work work) {
    return new Contender(
        name,
        round -> {
          long[] nanos = new long[TIMES];
          for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - begin;
          }
          Arrays.sort(nanos);
          return new Contender.Measured(nanos[TIMES / 2] / 1e6, Map.of("round", round));
        });
  }

  /** Makes it under a name that nothing is kept under. */
  private void make(Renditions renditions, AssetStore store, String key, Wanted wanted) {
    try (Rendered rendered =
        renditions.rendition(
            Renditions.Wanted.of(
                key + "-" + ++made,
                wanted.format().equals("png") ? MediaFormat.PNG : MediaFormat.JPEG,
                wanted.options(),
                null),
            () -> store.open(key))) {
      if (rendered == null || rendered.bytes().size() == 0) {
        throw new Unusable("A rendition was not made.");
      }
    }
  }

  private void vips(Workspace workspace, Path file, Wanted wanted)
      throws IOException, InterruptedException {
    Path out = workspace.path("vips." + wanted.into());
    List<String> command =
        new ArrayList<>(
            List.of(
                vips,
                file.toString(),
                "--size",
                wanted.width() + "x",
                "-o",
                out + "[Q=" + wanted.quality() + ",strip]"));
    workspace.run("vips", command);
    if (Files.size(out) == 0) {
      throw new Unusable("libvips made nothing.");
    }
  }
}
