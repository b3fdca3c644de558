package dev.vitrine.server.cli;

import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.TrainingImages;
import dev.vitrine.row.View;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What rows are to show: the flags of a bulk read. */
final class RowOptions {
  @Option(names = "--minimal", description = "Only id, name and type.")
  private @Nullable Boolean minimal;

  @Option(names = "--settings", description = "With the prompt embeddings.")
  private @Nullable Boolean settings;

  @Option(names = "--thumbnail", description = "With the thumbnail.")
  private @Nullable Boolean thumbnail;

  @Option(
      names = "--all-training-images",
      description = "All training images, not the first three.")
  private @Nullable Boolean allTrainingImages;

  @Option(
      names = "--training-images-preview",
      description = "Three training images; =false for all.")
  private @Nullable Boolean trainingImagesPreview;

  @Option(names = "--original-assets", description = "Asset URLs of the untransformed originals.")
  private boolean originalAssets;

  @Option(
      names = "--fields",
      split = ",",
      paramLabel = "FIELD",
      description = "Only these fields, and id.")
  private List<String> fields = List.of();

  @Option(names = "--report", description = "Say what became of every id, under outcomes.")
  private boolean report;

  boolean report() {
    return report;
  }

  /** What to ask a server for. */
  ModelGetBulkParams params(List<String> ids) {
    ModelGetBulkParams.Builder params = ModelGetBulkParams.builder().modelIds(ids).fields(fields);
    ifGiven(minimal, params::minimal);
    ifGiven(settings, params::settings);
    ifGiven(thumbnail, params::thumbnail);
    ifGiven(allTrainingImages, params::allTrainingImages);
    ifGiven(trainingImagesPreview, params::trainingImagesPreview);
    ifGiven(originalAssets ? true : null, params::originalAssets);
    ifGiven(report ? true : null, params::report);
    return params.build();
  }

  private static void ifGiven(@Nullable Boolean flag, Consumer<Boolean> parameter) {
    if (flag != null) {
      parameter.accept(flag);
    }
  }

  /** The same for a read without a server. */
  View view(ModelFields known) {
    if (Boolean.TRUE.equals(minimal)) {
      return View.minimalView();
    }
    Set<String> selection = null;
    if (!fields.isEmpty()) {
      selection = new HashSet<>(Set.of("id"));
      for (String field : fields) {
        if (!known.isDocumented(field)) {
          throw new VitrineException(
              ErrorCode.UNKNOWN_FIELD,
              "\"fields\" names \"" + Terminal.shown(field) + "\", which is no field of a model",
              Map.of());
        }
        selection.add(field);
      }
    }
    return new View(
        false,
        Boolean.TRUE.equals(settings),
        Boolean.TRUE.equals(thumbnail),
        TrainingImages.of(allTrainingImages, trainingImagesPreview),
        originalAssets,
        selection);
  }
}
