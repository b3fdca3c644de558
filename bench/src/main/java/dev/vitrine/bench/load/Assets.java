package dev.vitrine.bench.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures assets: serving them, making renditions, uploading, and many of them in one store. */
@Command(
    name = "assets",
    header = "Measure assets: serving, renditions, uploads, and many of them in one store.",
    description = {
      "A cached rendition and an original against nginx sending the same bytes; renditions against the command line of libvips, whose"
          + " start is part of it; an upload against cp, sha256sum and sync of the same file; storing, reading and collecting in a store of"
          + " many against one of few.",
      "Needs nginx, wrk and vipsthumbnail (Debian: apt-get install nginx-light wrk libvips-tools)."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bench/assets --short", "  bench/assets --images 100000"},
    mixinStandardHelpOptions = true)
public final class Assets extends Measuring {
  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Images of the large store. Default: 100000, with --short 20000.")
  private int images;

  @Option(
      names = "--upload-megabytes",
      paramLabel = "N",
      description = "Size of the file that is uploaded. Default: 512, with --short 64.")
  private int megabytes;

  private Assets() {}

  /** Measures, prints a table and stores the result. */
  public static void main(String[] arguments) {
    run(new Assets(), arguments);
  }

  @Override
  String name() {
    return "assets";
  }

  @Override
  void require() {
    super.require();
    Tools.path("nginx");
    Tools.path("vipsthumbnail");
    if (images != 0 && images < AssetScale.FEW) {
      throw new Unusable("--images takes at least " + AssetScale.FEW + ".");
    }
  }

  @Override
  void measure(Bench bench, Report report) throws Exception {
    report.put("driverHeapBytes", Runtime.getRuntime().maxMemory());
    try (AssetServing serving = AssetServing.start(bench)) {
      serving.measure(bench, report);
      new AssetUpload(serving.calls(), megabytes > 0 ? megabytes : bench.pace().choose(512, 64))
          .measure(bench, report);
    }
    new AssetRenditions().measure(bench, report);
    new AssetScale(images > 0 ? images : bench.pace().choose(100_000, 20_000))
        .measure(bench, report);
  }
}
