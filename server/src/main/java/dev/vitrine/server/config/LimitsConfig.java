package dev.vitrine.server.config;

/**
 * Bounds of requests and answers, advertised at {@code GET /limits}.
 *
 * @param modelIdsPerRequest distinct ids of one bulk read answered as JSON
 * @param modelIdsPerNdjsonRequest distinct ids of one bulk read answered as NDJSON
 * @param requestBytes of one request body
 * @param responseBytes of one plain JSON answer
 * @param bulkReadsPerKey bulk reads of one key at a time
 * @param bulkReads bulk reads at a time
 * @param heapShare of the heap that bulk reads under way may hold
 * @param requestsPerSecond of one key, whatever it asks for; 0 for any number
 * @param requestBurst requests of one key that may come at once after a pause
 */
public record LimitsConfig(
    int modelIdsPerRequest,
    int modelIdsPerNdjsonRequest,
    ByteSize requestBytes,
    ByteSize responseBytes,
    int bulkReadsPerKey,
    int bulkReads,
    double heapShare,
    int requestsPerSecond,
    int requestBurst) {}
