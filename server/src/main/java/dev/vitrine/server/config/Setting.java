package dev.vitrine.server.config;

import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be set: its name in the file, its default, and in the environment {@code
 * VITRINE_} and the name.
 */
public enum Setting {
  HTTP_HOST("http.host", "127.0.0.1", "a host name or address to listen on"),
  HTTP_PORT("http.port", "8080", "0 to 65535"),
  HTTP_PUBLIC_URL(
      "http.publicUrl", "", "an http or https URL without query, as clients reach the server"),
  HTTP_CONNECTIONS("http.connections", "4096", "1 to 1000000"),
  HTTP_PATIENCE("http.patience", "30s", "100ms to 60m"),
  HTTP_ANSWER_BYTES_PER_SECOND("http.answerBytesPerSecond", "16KiB", "1 to 1024MiB"),
  LIMITS_MODEL_IDS_PER_REQUEST("limits.modelIdsPerRequest", "1000", "1 to 100000"),
  LIMITS_MODEL_IDS_PER_NDJSON_REQUEST("limits.modelIdsPerNdjsonRequest", "10000", "1 to 1000000"),
  LIMITS_REQUEST_BYTES("limits.requestBytes", "1MiB", "1KiB to 64MiB"),
  LIMITS_RESPONSE_BYTES("limits.responseBytes", "16MiB", "64KiB to 1024MiB"),
  LIMITS_BULK_READS_PER_KEY("limits.bulkReadsPerKey", "64", "1 to 100000"),
  LIMITS_BULK_READS("limits.bulkReads", "512", "1 to 100000"),
  LIMITS_HEAP_SHARE("limits.heapShare", "0.25", "0.01 to 0.8"),
  LIMITS_REQUESTS_PER_SECOND("limits.requestsPerSecond", "0", "0 (no limit) to 1000000"),
  LIMITS_REQUEST_BURST("limits.requestBurst", "100", "1 to 1000000"),
  CACHE_HEAP_SHARE("cache.heapShare", "0.25", "0 to 0.8"),
  ACCESS_PUBLIC_READS("access.publicReads", "false", "true or false"),
  ACCESS_METRICS("access.metrics", "open", "open or admin"),
  MODELS_DELETED_FOR("models.deletedFor", "30d", "0s (gone at once) to 3650d"),
  MODELS_FREE_PLAN_TERM("models.freePlanTerm", "off", "off, or 1h to 3650d"),
  MODELS_REPEATABLE_FOR("models.repeatableFor", "24h", "1h to 30d"),
  MODELS_SWEEP_EVERY("models.sweepEvery", "1m", "100ms to 1d"),
  MODELS_TRAINING_IMAGES("models.trainingImages", "1000", "1 to 10000"),
  ASSETS_STORE("assets.store", "files", "files or s3"),
  ASSETS_FOLDER("assets.folder", "", "a folder for files; none: assets in the data folder"),
  ASSETS_LARGEST_BYTES("assets.largestBytes", "16GiB", "1KiB to 1024GiB"),
  ASSETS_UPLOAD_BYTES("assets.uploadBytes", "5GiB", "1KiB to 1024GiB"),
  ASSETS_UPLOADS_KEPT_FOR("assets.uploadsKeptFor", "7d", "1h to 365d"),
  ASSETS_RENDITION_CACHE_BYTES("assets.renditionCacheBytes", "2GiB", "0 to 1024GiB"),
  ASSETS_RENDITION_HEAP_SHARE("assets.renditionHeapShare", "0.25", "0.01 to 0.8"),
  ASSETS_SIGNING_KEYS(
      "assets.signingKeys",
      "",
      "ID:SECRET, several with commas, the newest first; none: those in the data folder",
      true),
  S3_ENDPOINT("s3.endpoint", "", "an http or https URL; none: Amazon's of the region"),
  S3_REGION("s3.region", "us-east-1", "the name of a region"),
  S3_BUCKET("s3.bucket", "", "the name of a bucket; needed where assets.store is s3"),
  S3_PREFIX("s3.prefix", "vitrine/", "what all keys begin with; no other catalogue may use it"),
  S3_PATH_STYLE("s3.pathStyle", "false", "true or false"),
  S3_ACCESS_KEY_ID("s3.accessKeyId", "", "a key; none: found the way Amazon's tools do"),
  S3_SECRET_ACCESS_KEY("s3.secretAccessKey", "", "the secret of s3.accessKeyId", true),
  LOG_FORMAT("log.format", "text", "text or json");

  private final String key;
  private final String standard;
  private final String takes;
  private final boolean secret;

  Setting(String key, String standard, String takes) {
    this(key, standard, takes, false);
  }

  Setting(String key, String standard, String takes, boolean secret) {
    this.key = key;
    this.standard = standard;
    this.takes = takes;
    this.secret = secret;
  }

  /** The name in the file: {@code http.port}. */
  public String key() {
    return key;
  }

  /** The default, as it would be written. */
  public String standard() {
    return standard;
  }

  /** What it takes, for people. */
  public String takes() {
    return takes;
  }

  /** Whether its value is never shown. */
  public boolean secret() {
    return secret;
  }

  /** The name in the environment: {@code VITRINE_HTTP_PORT}. */
  public String variable() {
    return "VITRINE_" + name();
  }

  /** The first part of the name, that of its record. */
  String section() {
    return key.substring(0, key.indexOf('.'));
  }

  static Optional<Setting> ofKey(String key) {
    for (Setting setting : values()) {
      if (setting.key.equals(key)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** Whether an environment variable can only be meant as a setting. */
  static boolean isMeant(String variable) {
    for (Setting setting : values()) {
      if (variable.startsWith("VITRINE_" + setting.section().toUpperCase(Locale.ROOT) + "_")) {
        return true;
      }
    }
    return false;
  }
}
