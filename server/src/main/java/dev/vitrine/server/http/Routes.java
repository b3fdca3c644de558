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
   * @param trainingImages answers what models are trained on
   * @param presets answers presets of models
   * @param collections answers collections
   * @param assets answers assets, but for their bytes
   * @param assetLists answers lists and bulk reads of assets
   * @param tags answers the tags in use
   * @param uploads answers uploads
   * @param service answers what is about the server itself
   * @param docs answers with the interactive documentation
   */
  static List<Route> table(
      ModelRoutes models,
      ListRoutes lists,
      WriteRoutes writes,
      PartRoutes parts,
      TrainingImageRoutes trainingImages,
      PresetRoutes presets,
      CollectionRoutes collections,
      AssetRoutes assets,
      AssetListRoutes assetLists,
      TagRoutes tags,
      UploadRoutes uploads,
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
        decoding("/models/{modelId}/description", parts::description),
        built(PUT, "/models/{modelId}/description", parts::describe),
        decoding("/models/{modelId}/examples", parts::examples),
        built(PUT, "/models/{modelId}/examples", parts::replaceExamples),
        decoding("/models/{modelId}/presets", presets::list),
        built(POST, "/models/{modelId}/presets", presets::create),
        built(PUT, "/models/{modelId}/presets/{presetId}", presets::update),
        built(DELETE, "/models/{modelId}/presets/{presetId}", presets::delete),
        pictured(POST, "/models/{modelId}/training-images", trainingImages::add),
        built(PUT, "/models/{modelId}/training-images/pairs", parts::replacePairs),
        pictured(
            PUT, "/models/{modelId}/training-images/{trainingImageId}", trainingImages::replace),
        built(
            DELETE, "/models/{modelId}/training-images/{trainingImageId}", trainingImages::delete),
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
        built(PUT, "/collections/{collectionId}/assets", collections::addAssets),
        built(DELETE, "/collections/{collectionId}/assets", collections::removeAssets),
        built(GET, "/assets", assetLists::list),
        pictured(POST, "/assets", assets::create),
        built(DELETE, "/assets", assets::delete),
        bounded(POST, "/assets/get-bulk", assetLists::bulk),
        built(GET, "/assets/{assetId}", assets::read),
        pictured(PUT, "/assets/{assetId}", assets::update),
        built(PUT, "/assets/{assetId}/tags", assets::tags),
        built(PUT, "/assets/{assetId}/lock", assets::lock),
        built(PUT, "/assets/{assetId}/unlock", assets::unlock),
        built(POST, "/assets/{assetId}/copy", assets::copy),
        built(POST, "/assets/{assetId}/download", assets::download),
        built(
            GET,
            AssetRequest.TRANSFORMED,
            ctx -> {
              throw new IllegalStateException("bytes are answered before routing");
            }),
        built(POST, "/uploads", uploads::create),
        built(GET, "/uploads/{uploadId}", uploads::read),
        built(POST, "/uploads/{uploadId}/action", uploads::act),
        built(
            PUT,
            UploadPartHandler.PATH,
            ctx -> {
              throw new IllegalStateException("parts are taken before routing");
            }));
  }

  private static Route built(HandlerType method, String path, Handler handler) {
    Route.Takes takes = method.equals(GET) ? Route.Takes.LITTLE : Route.Takes.BODY;
    return new Route(method, path, true, takes, handler);
  }

  /** A route that bounds for itself what it takes. */
  private static Route bounded(HandlerType method, String path, Handler handler) {
    return new Route(method, path, true, Route.Takes.LITTLE, handler);
  }

  /** A read that decodes a model. */
  private static Route decoding(String path, Handler handler) {
    return new Route(GET, path, true, Route.Takes.TREES, handler);
  }

  /** A route whose body may carry pictures. */
  private static Route pictured(HandlerType method, String path, Handler handler) {
    return new Route(method, path, true, Route.Takes.PICTURES, handler);
  }

  private static Route later(HandlerType method, String path) {
    return new Route(
        method,
        path,
        false,
        Route.Takes.LITTLE,
        ctx -> {
          throw new VitrineException(
              ErrorCode.NOT_AVAILABLE,
              method + " " + path + " is not available on this server yet");
        });
  }
}
