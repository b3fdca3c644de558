package dev.vitrine.server.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The object storage that assets are kept in where {@link AssetsConfig.Store#S3} is chosen.
 *
 * @param endpoint null for that of the region at Amazon
 * @param bucket empty if assets are kept elsewhere
 * @param prefix of all keys; may be empty
 * @param pathStyle whether the bucket is named in the path rather than the host
 * @param accessKeyId null, like the secret, to find credentials the way Amazon's tools do
 */
public record S3Config(
    @Nullable URI endpoint,
    String region,
    String bucket,
    String prefix,
    boolean pathStyle,
    @Nullable String accessKeyId,
    @Nullable String secretAccessKey) {
  /** Everything but the secret. */
  @Override
  public String toString() {
    return "S3Config[endpoint="
        + endpoint
        + ", region="
        + region
        + ", bucket="
        + bucket
        + ", prefix="
        + prefix
        + ", pathStyle="
        + pathStyle
        + "]";
  }
}
