package dev.vitrine.server.cli;

import dev.vitrine.client.AssetDownloadParams;
import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.model.AssetFormat;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows or downloads one asset. */
@Command(
    name = "get",
    header = "Show one asset, or write its bytes to a file.",
    description = {
      "A file is there whole, in place of one of its name, or stays as it was. A connection that breaks is taken up where it broke."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine assets get asset_Y7mSiSwDPqaugdpnqSShT2kr --url http://127.0.0.1:8080",
      "  vitrine assets get asset_Y7mSiSwDPqaugdpnqSShT2kr --out garden.png --url http://127.0.0.1:8080",
      "  vitrine assets get asset_Y7mSiSwDPqaugdpnqSShT2kr --out - --format webp --url http://127.0.0.1:8080 > garden.webp"
    })
final class AssetsGetCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final AssetOutput output = new AssetOutput();

  @Parameters(paramLabel = "ID", description = "Id of the asset.")
  private String id = "";

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write the bytes to this file; - is standard output.")
  private @Nullable String out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "With --out: in this format, such as png, jpeg or webp. Default: its own.")
  private @Nullable String format;

  @Option(
      names = "--rendition",
      description = "With --out: as it is shown, rather than as it was uploaded.")
  private boolean rendition;

  AssetsGetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (out == null && (format != null || rendition)) {
      throw new CommandFailure("--format and --rendition say what is written: name a file, --out.");
    }
    if (format != null && rendition) {
      throw new CommandFailure("--format and --rendition exclude each other.");
    }
    return server.make(
        terminal,
        (client, options) -> {
          if (out == null) {
            output.print(client.assets().get(id, options), terminal);
          } else {
            write(client, out, options);
          }
          return 0;
        });
  }

  private void write(VitrineClient client, String name, RequestOptions options) {
    try (TransferProgress progress = new TransferProgress(terminal, name.equals("-") ? id : name)) {
      AssetDownloadParams params = params().listener(progress);
      if (name.equals("-")) {
        client.assets().downloadTo(params, terminal.out(), options);
        if (terminal.out().checkError()) {
          throw new BrokenPipe();
        }
      } else {
        client.assets().downloadTo(params, Path.of(name), options);
      }
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure(
          "The file " + Terminal.shown(name) + " cannot be written: " + e.getMessage() + ".");
    }
  }

  private AssetDownloadParams params() {
    AssetDownloadParams params = AssetDownloadParams.of(id);
    if (format != null) {
      return params.format(AssetFormat.of(format));
    }
    return rendition ? params.rendition() : params;
  }
}
