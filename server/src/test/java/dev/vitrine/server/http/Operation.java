package dev.vitrine.server.http;

/** The table: each operation of the contract, the right it needs, and a body that makes sense. */
enum Operation {
  BULK("POST /models/get-bulk", Right.PROJECT, "{}"),
  LIST("GET /models", Right.PUBLIC, ""),
  LIST_PUBLIC("GET /models/public", Right.PUBLIC, ""),
  READ_PUBLIC("GET /models/public/{modelId}", Right.PUBLIC_MODEL, ""),
  READ("GET /models/{modelId}", Right.MODEL, ""),
  CREATE("POST /models", Right.EDIT_PROJECT, "{}"),
  UPDATE("PUT /models/{modelId}", Right.EDIT_MODEL, "{\"name\":\"n\"}"),
  DELETE("DELETE /models/{modelId}", Right.EDIT_MODEL, ""),
  RESTORE("POST /models/{modelId}/restore", Right.RESTORE_MODEL, ""),
  COPY("POST /models/{modelId}/copy", Right.EDIT_MODEL, "{}"),
  TRANSFER(
      "POST /models/{modelId}/transfer",
      Right.ADMIN_MODEL,
      "{\"destinationProjectId\":\"DESTINATION\"}"),
  IMAGES("DELETE /models/{modelId}/images", Right.EDIT_MODEL, "{\"ids\":[\"asset_1\"]}"),
  TAGS("PUT /models/{modelId}/tags", Right.EDIT_MODEL, "{\"add\":[\"t\"]}"),
  DESCRIPTION("GET /models/{modelId}/description", Right.MODEL_PART, ""),
  DESCRIBE("PUT /models/{modelId}/description", Right.EDIT_MODEL, "{\"description\":\"d\"}"),
  EXAMPLES("GET /models/{modelId}/examples", Right.MODEL_PART, ""),
  SET_EXAMPLES("PUT /models/{modelId}/examples", Right.EDIT_MODEL, "{\"assetIds\":[\"asset_1\"]}"),
  PRESETS("GET /models/{modelId}/presets", Right.MODEL_PART, ""),
  ADD_PRESET("POST /models/{modelId}/presets", Right.EDIT_MODEL, "{\"inferenceId\":\"inf_1\"}"),
  SET_PRESET("PUT /models/{modelId}/presets/{presetId}", Right.EDIT_MODEL, "{\"isDefault\":true}"),
  DROP_PRESET("DELETE /models/{modelId}/presets/{presetId}", Right.EDIT_MODEL, ""),
  PAIRS("PUT /models/{modelId}/training-images/pairs", Right.EDIT_MODEL, "[]"),
  ADD_TRAINING_IMAGE(
      "POST /models/{modelId}/training-images", Right.EDIT_MODEL, "{\"assetId\":\"asset_1\"}"),
  SET_TRAINING_IMAGE(
      "PUT /models/{modelId}/training-images/{trainingImageId}",
      Right.EDIT_MODEL,
      "{\"description\":\"d\"}"),
  DROP_TRAINING_IMAGE(
      "DELETE /models/{modelId}/training-images/{trainingImageId}", Right.EDIT_MODEL, ""),
  TAG_LIST("GET /tags", Right.PROJECT, ""),
  COLLECTIONS("GET /collections", Right.PROJECT, ""),
  ADD_COLLECTION("POST /collections", Right.EDIT_PROJECT, "{\"name\":\"NAME\"}"),
  COLLECTION("GET /collections/{collectionId}", Right.COLLECTION, ""),
  RENAME("PUT /collections/{collectionId}", Right.EDIT_COLLECTION, "{\"name\":\"NAME\"}"),
  DROP_COLLECTION("DELETE /collections/{collectionId}", Right.EDIT_COLLECTION, ""),
  ADD_MODELS("PUT /collections/{collectionId}/models", Right.EDIT_COLLECTION, "{\"modelIds\":[]}"),
  DROP_MODELS(
      "DELETE /collections/{collectionId}/models", Right.EDIT_COLLECTION, "{\"modelIds\":[]}"),
  ADD_ASSETS("PUT /collections/{collectionId}/assets", Right.EDIT_COLLECTION, "{\"assetIds\":[]}"),
  DROP_ASSETS(
      "DELETE /collections/{collectionId}/assets", Right.EDIT_COLLECTION, "{\"assetIds\":[]}"),
  ASSETS("GET /assets", Right.PUBLIC, ""),
  ADD_ASSET("POST /assets", Right.EDIT_PROJECT, "{\"name\":\"NAME\",\"canvas\":\"{}\"}"),
  DELETE_ASSETS("DELETE /assets", Right.EDIT_MODEL, "{\"assetIds\":[\"THING\"]}"),
  BULK_ASSETS("POST /assets/get-bulk", Right.PROJECT, "{}"),
  ASSET("GET /assets/{assetId}", Right.MODEL, ""),
  SET_ASSET("PUT /assets/{assetId}", Right.EDIT_MODEL, "{\"name\":\"n\"}"),
  ASSET_TAGS("PUT /assets/{assetId}/tags", Right.EDIT_MODEL, "{\"add\":[\"t\"]}"),
  LOCK_ASSET(
      "PUT /assets/{assetId}/lock",
      Right.EDIT_MODEL,
      "{\"lockExpiresAt\":\"2026-03-06T00:00:00.000Z\"}"),
  UNLOCK_ASSET("PUT /assets/{assetId}/unlock", Right.EDIT_MODEL, "{}"),
  COPY_ASSET("POST /assets/{assetId}/copy", Right.EDIT_MODEL, "{}"),
  DOWNLOAD_ASSET("POST /assets/{assetId}/download", Right.MODEL_PART, "{}"),
  RENDITION("GET /assets-transform/{assetId}", Right.MODEL, ""),
  BEGIN_UPLOAD(
      "POST /uploads",
      Right.EDIT_PROJECT,
      "{\"fileName\":\"a\",\"contentType\":\"a/b\",\"kind\":\"asset\",\"fileSize\":1,\"parts\":1}"),
  UPLOAD("GET /uploads/{uploadId}", Right.UPLOAD, ""),
  COMPLETE_UPLOAD(
      "POST /uploads/{uploadId}/action", Right.EDIT_UPLOAD, "{\"action\":\"complete\"}"),
  PUT_PART("PUT /uploads/{uploadId}/parts/{number}", Right.SIGNED, "x"),
  LIMITS("GET /limits", Right.PROJECT, ""),
  HEALTH("GET /healthz", Right.OPEN, ""),
  READINESS("GET /readyz", Right.OPEN, ""),
  METRICS("GET /metrics", Right.OPEN, ""),
  DOCS("GET /docs", Right.OPEN, ""),
  DOCS_FILE("GET /docs/{file}", Right.OPEN, ""),
  CONTRACT("GET /openapi.yaml", Right.OPEN, ""),
  EXAMPLE("GET /examples/{file}", Right.OPEN, "");

  /** Method and template of the path. */
  final String route;

  final Right right;

  /** Empty for none. */
  final String body;

  Operation(String route, Right right, String body) {
    this.route = route;
    this.right = right;
    this.body = body;
  }

  String method() {
    return route.substring(0, route.indexOf(' '));
  }

  /** Whether what is operated on is an asset. */
  boolean isOfAsset() {
    return path().startsWith("/assets");
  }

  String path() {
    return route.substring(route.indexOf(' ') + 1);
  }
}
