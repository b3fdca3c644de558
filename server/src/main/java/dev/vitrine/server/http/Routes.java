package dev.vitrine.server.http;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/** All routes, in the order of the contract: the one place where they are listed. */
public final class Routes {
  /** Paths that need no credentials, beside those of the documentation. */
  static final Set<String> OPEN = Set.of("/healthz", "/readyz");

  static final String METRICS = "/metrics";

  private Routes() {}

  /**
   * The table.
   *
   * @param models answers single reads
   * @param lists answers lists of models
   * @param writes creates, changes and deletes models
   * @param parts answers what hangs on a model beside its row
   * @param presets answers presets of models
   * @param collections answers collections
   * @param tags answers the tags in use
   * @param service answers what is about the server itself
   * @param docs answers with the interactive documentation
   */
  static List<Route> table(
      ModelRoutes models,
      ListRoutes lists,
      WriteRoutes writes,
      PartRoutes parts,
      PresetRoutes presets,
      CollectionRoutes collections,
      TagRoutes tags,
      ServiceRoutes service,
      DocsRoutes docs) {
    return List.of(
        built(
            POST,
            BulkReadHandler.PATH,
            ctx -> {
              throw new IllegalStateException("bulk reads are answered before routing");
            }),
        built(
            GET,
            "/models/public",
            lists::publicModels), // Before the template that would take it for an id: the first
        // match
        // answers.
        built(GET, "/models/{modelId}", models::read),
        built(GET, "/limits", service::limits),
        built(GET, "/healthz", service::health),
        built(GET, "/readyz", service::readiness),
        built(GET, METRICS, service::metrics),
        built(GET, DocsRoutes.PAGE, docs::page),
        built(GET, "/docs/{file}", docs::file),
        built(GET, DocsRoutes.CONTRACT, docs::contract),
        built(GET, "/examples/{file}", docs::example),
        built(GET, "/models", lists::models),
        built(POST, "/models", writes::create),
        built(GET, "/models/public/{modelId}", lists::publicModel),
        built(PUT, "/models/{modelId}", writes::update),
        built(DELETE, "/models/{modelId}", writes::delete),
        built(POST, "/models/{modelId}/restore", writes::restore),
        built(POST, "/models/{modelId}/copy", writes::copy),
        built(POST, "/models/{modelId}/transfer", writes::transfer),
        later(POST, "/models/{modelId}/download"),
        built(DELETE, "/models/{modelId}/images", parts::deleteImages),
        built(PUT, "/models/{modelId}/tags", writes::tags),
        built(GET, "/models/{modelId}/description", parts::description),
        built(PUT, "/models/{modelId}/description", parts::describe),
        built(GET, "/models/{modelId}/examples", parts::examples),
        built(PUT, "/models/{modelId}/examples", parts::replaceExamples),
        built(GET, "/models/{modelId}/presets", presets::list),
        built(POST, "/models/{modelId}/presets", presets::create),
        built(PUT, "/models/{modelId}/presets/{presetId}", presets::update),
        built(DELETE, "/models/{modelId}/presets/{presetId}", presets::delete),
        later(POST, "/models/{modelId}/training-images"),
        built(PUT, "/models/{modelId}/training-images/pairs", parts::replacePairs),
        later(PUT, "/models/{modelId}/training-images/{trainingImageId}"),
        later(DELETE, "/models/{modelId}/training-images/{trainingImageId}"),
        later(PUT, "/models/{modelId}/train"),
        later(POST, "/models/{modelId}/train/action"),
        later(POST, "/generate/custom/{modelId}"),
        later(POST, "/search/models"),
        built(GET, "/tags", tags::list),
        later(GET, "/jobs"),
        later(GET, "/jobs/{jobId}"),
        later(POST, "/jobs/{jobId}/action"),
        built(GET, "/collections", collections::list),
        built(POST, "/collections", collections::create),
        built(GET, "/collections/{collectionId}", collections::read),
        built(PUT, "/collections/{collectionId}", collections::update),
        built(DELETE, "/collections/{collectionId}", collections::delete),
        built(PUT, "/collections/{collectionId}/models", collections::add),
        built(DELETE, "/collections/{collectionId}/models", collections::remove),
        later(PUT, "/collections/{collectionId}/assets"),
        later(DELETE, "/collections/{collectionId}/assets"),
        later(GET, "/assets"),
        later(POST, "/assets"),
        later(DELETE, "/assets"),
        later(POST, "/assets/get-bulk"),
        later(GET, "/assets/{assetId}"),
        later(PUT, "/assets/{assetId}"),
        later(PUT, "/assets/{assetId}/tags"),
        later(PUT, "/assets/{assetId}/lock"),
        later(PUT, "/assets/{assetId}/unlock"),
        later(POST, "/assets/{assetId}/copy"),
        later(POST, "/assets/{assetId}/download"),
        later(GET, "/assets-transform/{assetId}"),
        later(POST, "/uploads"),
        later(GET, "/uploads/{uploadId}"),
        later(POST, "/uploads/{uploadId}/action"));
  }

  private static Route built(HandlerType method, String path, Handler handler) {
    return new Route(method, path, true, handler);
  }

  private static Route later(HandlerType method, String path) {
    return new Route(
        method,
        path,
        false,
        ctx -> {
          throw new VitrineException(
              ErrorCode.NOT_AVAILABLE,
              method + " " + path + " is not available on this server yet");
        });
  }
}
