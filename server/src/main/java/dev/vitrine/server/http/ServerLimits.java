package dev.vitrine.server.http;

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
 * @param patience how long a request's body may take to arrive, and a connection may lie still; not
 *     advertised
 * @param admission how much may be under way at a time; its counts are advertised
 */
public record ServerLimits(
    int modelIdsPerRequest,
    int modelIdsPerNdjsonRequest,
    int requestBytes,
    int responseBytes,
    Duration patience,
    AdmissionLimits admission) {
  /** Longest request target, path and query, in bytes. */
  public static final int URI_BYTES = 8192;

  /** Largest request line and headers together, in bytes. */
  public static final int HEADER_BYTES = 16_384;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public static final ServerLimits DEFAULT =
      new ServerLimits(1000, 10_000, JsonLimits.REQUEST.bytes(), 16 << 20);

  /** Limits with the usual patience and admission. */
  public ServerLimits(
      int modelIdsPerRequest, int modelIdsPerNdjsonRequest, int requestBytes, int responseBytes) {
    this(
        modelIdsPerRequest,
        modelIdsPerNdjsonRequest,
        requestBytes,
        responseBytes,
        PATIENCE,
        AdmissionLimits.standard());
  }

  /** These limits with another patience. */
  public ServerLimits withPatience(Duration other) {
    return new ServerLimits(
        modelIdsPerRequest,
        modelIdsPerNdjsonRequest,
        requestBytes,
        responseBytes,
        other,
        admission);
  }

  /** These limits with another admission. */
  public ServerLimits withAdmission(AdmissionLimits other) {
    return new ServerLimits(
        modelIdsPerRequest, modelIdsPerNdjsonRequest, requestBytes, responseBytes, patience, other);
  }

  /** The bounds of the JSON of a request body. */
  JsonLimits json() {
    return new JsonLimits(requestBytes, JsonLimits.REQUEST.depth());
  }

  JsonObject toJson() {
    return JsonObject.of("modelIdsPerRequest", new JsonNumber(modelIdsPerRequest))
        .with("modelIdsPerNdjsonRequest", new JsonNumber(modelIdsPerNdjsonRequest))
        .with("modelIdLength", new JsonNumber(ModelId.LONGEST))
        .with("requestBytes", new JsonNumber(requestBytes))
        .with("responseBytes", new JsonNumber(responseBytes))
        .with("bulkReadsPerKey", new JsonNumber(admission.bulkReadsPerKey()))
        .with("bulkReads", new JsonNumber(admission.bulkReads()))
        .with("documentBytes", new JsonNumber(JsonLimits.DOCUMENT.bytes()))
        .with("jsonDepth", new JsonNumber(JsonLimits.DOCUMENT.depth()))
        .with("uriBytes", new JsonNumber(URI_BYTES))
        .with("headerBytes", new JsonNumber(HEADER_BYTES));
  }
}
