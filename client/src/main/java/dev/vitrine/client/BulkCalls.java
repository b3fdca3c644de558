package dev.vitrine.client;

import dev.vitrine.client.json.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The requests of a bulk read of models. */
final class BulkCalls implements BulkQuestion.BulkRequests {
  private static final String PATH = "/models/get-bulk";

  private final ModelGetBulkParams params;
  private final RequestOptions options;
  private final String target;

  /**
   * Of these parameters.
   *
   * @param options every option is set
   */
  BulkCalls(ModelGetBulkParams params, RequestOptions options) {
    this.params = params;
    this.options = options;
    Target path = new Target(PATH);
    CallForms.originals(path, params.originalAssets(), options);
    params.report().ifPresent(flag -> path.query("report", flag.toString()));
    params.fields().forEach(field -> path.query("fields", field));
    options.projectId().ifPresent(project -> path.query("projectId", project));
    this.target = path.toString();
  }

  @Override
  public Call of(List<String> ids, boolean lines) {
    return new Call(
        "POST",
        target,
        body(ids),
        lines ? Answer.NDJSON + ", " + Answer.JSON + ";q=0.5" : Answer.JSON,
        true,
        options);
  }

  private byte[] body(List<String> ids) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode named = body.putArray("modelIds");
    ids.forEach(named::add);
    params.minimal().ifPresent(flag -> body.put("minimal", flag));
    params.settings().ifPresent(flag -> body.put("settings", flag));
    params.thumbnail().ifPresent(flag -> body.put("thumbnail", flag));
    params.allTrainingImages().ifPresent(flag -> body.put("allTrainingImages", flag));
    params.trainingImagesPreview().ifPresent(flag -> body.put("trainingImagesPreview", flag));
    if (params.ifNoneMatch().isPresent()) {
      ObjectNode etags = body.putObject("ifNoneMatch");
      Map<String, String> held = params.ifNoneMatch().get();
      for (String id : ids) {
        String etag = held.get(id);
        if (etag != null) {
          etags.put(id, etag);
        }
      }
    }
    return Json.MAPPER.writeValueAsBytes(body);
  }
}
