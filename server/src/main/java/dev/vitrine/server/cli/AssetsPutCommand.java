package dev.vitrine.server.cli;

import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.UpdateTagsParams;
import dev.vitrine.client.UploadParams;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.AuthenticationException;
import dev.vitrine.client.error.UploadFailedException;
import dev.vitrine.client.error.UploadIncompleteException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.OpenValue;
import dev.vitrine.client.model.UploadKind;
import dev.vitrine.server.config.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads files. */
@Command(
    name = "put",
    header = "Upload files of any size; each becomes an asset.",
    description = {
      "Files are sent in parts, of which those that fail are sent again. An upload that breaks off, or is interrupted, says how to go on with"
          + " it. What a file is, is told by its content, not by its name."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine assets put garden.png pond.webp --tag botany --url http://127.0.0.1:8080",
      "  vitrine assets put garden.png --json --url http://127.0.0.1:8080 | jq -r '.[].id'",
      "  vitrine assets put walk.mp4 --resume upload_6nTqXw4ZsVbKdRm9HcLy2PjE --url http://127.0.0.1:8080"
    })
final class AssetsPutCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final StreamedList output = new StreamedList();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to upload.")
  private List<String> files = List.of();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "asset",
      description = "What the files must be: image, video, audio, 3d, text, or asset for anything.")
  private String kind = "asset";

  @Option(names = "--tag", paramLabel = "TAG", description = "Tag to give; may be repeated.")
  private List<String> tags = List.of();

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description = "Collection to put the assets into; may be repeated.")
  private List<String> collections = List.of();

  @Option(names = "--hide", description = "Leave the assets out of lists.")
  private boolean hide;

  @Option(
      names = "--resume",
      paramLabel = "UPLOAD",
      description = "Go on with an upload of the one file that broke off.")
  private @Nullable String uploadId;

  @Option(
      names = "--part-size",
      paramLabel = "SIZE",
      defaultValue = "16MiB",
      description = "How much is sent at a time. Default: ${DEFAULT-VALUE}.")
  private String partSize = "16MiB";

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many parts are sent at the same time. Default: ${DEFAULT-VALUE}.")
  private int parallel = 2;

  AssetsPutCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Path> paths = files.stream().map(AssetsPutCommand::file).toList();
    if (uploadId != null && paths.size() != 1) {
      throw new CommandFailure("--resume goes on with one file: name one.");
    }
    return server.make(
        terminal,
        (client, options) -> {
          UploadParams params = params();
          int status = 0;
          for (Path path : paths) {
            status |= put(client, path, params, options, paths.size() > 1) ? 0 : 1;
          }
          if (output.isJson()) {
            output.end(terminal);
          }
          return status;
        });
  }

  private static Path file(String named) {
    try {
      Path path = Path.of(named);
      if (Files.isReadable(path) && Files.isRegularFile(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw new CommandFailure(
        "The file " + Terminal.shown(named) + " cannot be read: nothing was uploaded.");
  }

  private UploadParams params() {
    ByteSize size =
        ByteSize.parse(partSize)
            .orElseThrow(() -> new CommandFailure("--part-size is a size such as 16MiB."));
    UploadParams params =
        UploadParams.asset()
            .kind(UploadKind.of(kind))
            .partSize(size.bytes())
            .parallelism(parallel)
            .with(form -> {
              var hidden = hide ? form.hide(true) : form;
              return collections.isEmpty() ? hidden : hidden.collectionIds(collections);
            });
    return uploadId == null ? params : params.resume(uploadId);
  }

  /** Whether the file is there now; if it is refused, and there are others, that is said. */
  private boolean put(
      VitrineClient client,
      Path path,
      UploadParams params,
      RequestOptions options,
      boolean others) {
    try {
      print(uploaded(client, path, params, options), path);
      return true;
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage() + ".");
    } catch (UploadIncompleteException e) {
      throw new CommandFailure(
          Terminal.shown(path.toString())
              + " is not there yet: "
              + reason(e.getCause() == null ? e : e.getCause())
              + ". "
              + TransferProgress.goingOn(path.toString(), e.uploadId()));
    } catch (UploadFailedException | ApiException e) {
      if (!others || e instanceof AuthenticationException) {
        throw e instanceof UploadFailedException failed
            ? new CommandFailure(Terminal.shown(String.valueOf(failed.getMessage())) + ".")
            : e;
      }
      terminal.err().println(Terminal.shown(path.toString()) + ": " + ServerCalls.reason(e));
      return false;
    }
  }

  private static String reason(Throwable cause) {
    return cause instanceof VitrineException failure
        ? ServerCalls.reason(failure)
        : Terminal.shown(String.valueOf(cause.getMessage()));
  }

  private Asset uploaded(
      VitrineClient client, Path path, UploadParams params, RequestOptions options)
      throws IOException {
    String assetId;
    try (TransferProgress progress = new TransferProgress(terminal, path.toString())) {
      assetId = client.uploads().upload(path, params, progress, options).entityId().orElseThrow();
    }
    if (!tags.isEmpty()) {
      client.assets().updateTags(assetId, UpdateTagsParams.none().add(tags), options);
    }
    return client.assets().get(assetId, options);
  }

  private void print(Asset asset, Path path) {
    if (output.isJson()) {
      output.add(terminal, asset.toJson());
      return;
    }
    String size = asset.properties().map(found -> ShownSize.of(found.size())).orElse("");
    terminal
        .out()
        .println(
            Terminal.shown(asset.id().orElse(""))
                + "  "
                + Terminal.shown(asset.kind().map(OpenValue::value).orElse(""))
                + "  "
                + size
                + "  "
                + Terminal.shown(path.toString()));
    terminal.out().flush();
  }
}
