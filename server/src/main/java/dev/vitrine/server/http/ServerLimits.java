package dev.vitrine.server.http;

import dev.vitrine.catalog.AssetReads;
import dev.vitrine.catalog.AssetRemoval;
import dev.vitrine.catalog.CollectionAssets;
import dev.vitrine.catalog.CollectionModels;
import dev.vitrine.catalog.Descriptions;
import dev.vitrine.catalog.ModelExamples;
import dev.vitrine.catalog.ModelImages;
import dev.vitrine.catalog.ModelPresets;
import dev.vitrine.catalog.ModelTrainingImages;
import dev.vitrine.catalog.Names;
import dev.vitrine.catalog.NewAsset;
import dev.vitrine.catalog.TagRules;
import dev.vitrine.catalog.TrainingPairs;
import dev.vitrine.catalog.UploadLimits;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelId;
import java.time.Duration;

/**
 * Bounds of requests and answers, advertised at {@code GET /limits}.
 *
 * @param modelIdsPerRequest distinct ids of one bulk read answered as JSON
 * @param modelIdsPerNdjsonRequest distinct ids of one bulk read answered as NDJSON
 * @param requestBytes of one request body
 * @param responseBytes of one plain JSON answer
 * @param connection how long clients are waited for, and how many; not advertised
 * @param admission how much may be under way at a time; its counts are advertised
 * @param rate how often one key may ask
 */
public record ServerLimits(
    int modelIdsPerRequest,
    int modelIdsPerNdjsonRequest,
    int requestBytes,
    int responseBytes,
    ConnectionLimits connection,
    AdmissionLimits admission,
    RateLimits rate) {
  /** Longest request target, path and query, in bytes. */
  public static final int URI_BYTES = 8192;

  /** Largest request line and headers together, in bytes. */
  public static final int HEADER_BYTES = 16_384;

  /** Largest body of a request that may carry pictures, in bytes. */
  public static final int PICTURE_REQUEST_BYTES = 32 << 20;

  /** Longest name of a model: {@code x-write-maxLength} of the contract, which a test compares. */
  static final int MODEL_NAME = 256;

  public static final ServerLimits DEFAULT =
      new ServerLimits(1000, 10_000, JsonLimits.REQUEST.bytes(), 16 << 20);

  /** Limits with the usual connections and admission. */
  public ServerLimits(
      int modelIdsPerRequest, int modelIdsPerNdjsonRequest, int requestBytes, int responseBytes) {
    this(
        modelIdsPerRequest,
        modelIdsPerNdjsonRequest,
        requestBytes,
        responseBytes,
        ConnectionLimits.STANDARD,
        AdmissionLimits.standard(),
        RateLimits.NONE);
  }

  /** How long clients are waited for. */
  Duration patience() {
    return connection.patience();
  }

  /** These limits with another patience. */
  public ServerLimits withPatience(Duration other) {
    return withConnection(connection.withPatience(other));
  }

  /** These limits with others of connections. */
  public ServerLimits withConnection(ConnectionLimits other) {
    return new ServerLimits(
        modelIdsPerRequest,
        modelIdsPerNdjsonRequest,
        requestBytes,
        responseBytes,
        other,
        admission,
        rate);
  }

  /** These limits with another admission. */
  public ServerLimits withAdmission(AdmissionLimits other) {
    return new ServerLimits(
        modelIdsPerRequest,
        modelIdsPerNdjsonRequest,
        requestBytes,
        responseBytes,
        connection,
        other,
        rate);
  }

  /** These limits with another rate. */
  public ServerLimits withRate(RateLimits other) {
    return new ServerLimits(
        modelIdsPerRequest,
        modelIdsPerNdjsonRequest,
        requestBytes,
        responseBytes,
        connection,
        admission,
        other);
  }

  /** The bounds of the JSON of a request body. */
  JsonLimits json() {
    return new JsonLimits(requestBytes, JsonLimits.REQUEST.depth());
  }

  /**
   * What {@code GET /limits} tells.
   *
   * @param repeatableFor how long creates can be repeated
   * @param uploadBytes of one file that is uploaded in parts
   * @param trainingImages of one model
   */
  JsonObject toJson(Duration repeatableFor, long uploadBytes, int trainingImages) {
    return JsonObject.of("modelIdsPerRequest", new JsonNumber(modelIdsPerRequest))
        .with("modelIdsPerNdjsonRequest", new JsonNumber(modelIdsPerNdjsonRequest))
        .with("modelIdLength", new JsonNumber(ModelId.LONGEST))
        .with("requestBytes", new JsonNumber(requestBytes))
        .with("pictureRequestBytes", new JsonNumber(PICTURE_REQUEST_BYTES))
        .with("responseBytes", new JsonNumber(responseBytes))
        .with("bulkReadsPerKey", new JsonNumber(admission.bulkReadsPerKey()))
        .with("bulkReads", new JsonNumber(admission.bulkReads()))
        .with("requestsPerSecond", new JsonNumber(rate.requestsPerSecond()))
        .with("requestBurst", new JsonNumber(rate.burst()))
        .with("documentBytes", new JsonNumber(JsonLimits.DOCUMENT.bytes()))
        .with("jsonDepth", new JsonNumber(JsonLimits.DOCUMENT.depth()))
        .with("uriBytes", new JsonNumber(URI_BYTES))
        .with("headerBytes", new JsonNumber(HEADER_BYTES))
        .with("tagsPerModel", new JsonNumber(TagRules.MOST))
        .with("tagLength", new JsonNumber(TagRules.LONGEST))
        .with("modelNameLength", new JsonNumber(MODEL_NAME))
        .with("descriptionLength", new JsonNumber(Descriptions.LONGEST))
        .with("exampleAssetsPerModel", new JsonNumber(ModelExamples.MOST))
        .with("presetsPerModel", new JsonNumber(ModelPresets.MOST))
        .with("trainingImagesPerModel", new JsonNumber(trainingImages))
        .with("trainingImagesPerRequest", new JsonNumber(ModelTrainingImages.MOST_AT_A_TIME))
        .with("trainingImagePairsPerModel", new JsonNumber(TrainingPairs.MOST))
        .with("imageIdsPerRequest", new JsonNumber(ModelImages.MOST))
        .with("collectionNameLength", new JsonNumber(Names.LONGEST))
        .with("modelIdsPerCollectionChange", new JsonNumber(CollectionModels.MOST))
        .with("assetIdsPerRequest", new JsonNumber(AssetReads.MOST_IDS))
        .with("assetDeletesPerRequest", new JsonNumber(AssetRemoval.MOST))
        .with("assetNameLength", new JsonNumber(NewAsset.LONGEST_NAME))
        .with("assetIdsPerCollectionChange", new JsonNumber(CollectionAssets.MOST))
        .with("assetsPerPage", new JsonNumber(AssetReads.LARGEST_PAGE))
        .with("modelsPerPage", new JsonNumber(ListRoutes.LARGEST_PAGE))
        .with("uploadBytes", new JsonNumber(uploadBytes))
        .with("partsPerUpload", new JsonNumber(UploadLimits.MOST_PARTS))
        .with("idempotencyHours", new JsonNumber(repeatableFor.toHours()));
  }
}
