package dev.vitrine.server.cli;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.TrainingImages;
import dev.vitrine.row.View;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** The body of a request for these ids. */
  JsonObject body(List<String> ids) {
    JsonObject body = JsonObject.of("modelIds", JsonArray.ofStrings(ids));
    body = with(body, "minimal", minimal);
    body = with(body, "settings", settings);
    body = with(body, "thumbnail", thumbnail);
    body = with(body, "allTrainingImages", allTrainingImages);
    return with(body, "trainingImagesPreview", trainingImagesPreview);
  }

  private static JsonObject with(JsonObject body, String name, @Nullable Boolean flag) {
    return flag == null ? body : body.with(name, JsonBoolean.of(flag));
  }

  /** The query of a request: empty, or with its question mark. */
  String query(@Nullable String project) {
    List<String> parameters = new ArrayList<>();
    if (originalAssets) {
      parameters.add("originalAssets=true");
    }
    if (report) {
      parameters.add("report=true");
    }
    if (project != null) {
      parameters.add("projectId=" + URLEncoder.encode(project, StandardCharsets.UTF_8));
    }
    fields.forEach(
        field -> parameters.add("fields=" + URLEncoder.encode(field, StandardCharsets.UTF_8)));
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
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
