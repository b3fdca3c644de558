package dev.vitrine.examples;

import dev.vitrine.client.ModelUpdateParams;
import dev.vitrine.client.TrainingImageParams;
import dev.vitrine.client.UploadListener;
import dev.vitrine.client.UploadParams;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.UploadIncompleteException;
import dev.vitrine.client.model.Upload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Uploads pictures of any size, showing how far it is, to train a model on them: {@code UploadFiles
 * MODEL FILE...}. The first also becomes the model's thumbnail. Needs the key of an editor.
 */
public final class UploadFiles {
  private static final int TIMES = 3;

  private final VitrineClient client;
  private final PrintStream out;

  /** Works with this client. */
  public UploadFiles(VitrineClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  /** Uploads files for a model. */
  public static void main(String... args) throws IOException {
    try (VitrineClient client = VitrineClient.fromEnv()) {
      new UploadFiles(client, System.out)
          .run(args[0], Stream.of(args).skip(1).map(Path::of).toList());
    }
  }

  /** Makes assets of these files and training images of the assets; returns their ids. */
  public List<String> run(String modelId, List<Path> files) throws IOException {
    List<String> assetIds = new ArrayList<>();
    for (Path file : files) {
      String assetId = upload(file).entityId().orElseThrow();
      client.models().trainingImages().add(modelId, TrainingImageParams.ofAsset(assetId));
      assetIds.add(assetId);
      out.println(file.getFileName() + ": " + assetId);
    }
    client.models().update(modelId, ModelUpdateParams.builder().thumbnail(assetIds.get(0)).build());
    return assetIds;
  }

  /** Goes on with what broke off, so that nothing is sent twice. */
  private Upload upload(Path file) throws IOException {
    UploadParams params = UploadParams.asset();
    for (int left = TIMES; ; left--) {
      try {
        return client.uploads().upload(file, params, progress(file));
      } catch (UploadIncompleteException e) {
        if (left == 0) {
          throw e;
        }
        out.println(e.getMessage());
        params = params.resume(e.uploadId());
      }
    }
  }

  private UploadListener progress(Path file) {
    return (sent, total) -> {
      out.print("\r" + file.getFileName() + ": " + sent * 100 / total + " %");
      if (sent == total) {
        out.println();
      }
    };
  }
}
