package dev.vitrine.client;

import dev.vitrine.client.model.Asset;
import java.util.List;
import java.util.Map;

/**
 * What a bulk read asks for, and in which form.
 *
 * @param ids all of them, distinct
 * @param requests how some of them are asked for
 * @param mostIds of one request
 * @param cap what the service has said about that
 * @param lines whether rows can come a line each
 * @param reports whether an answer says what became of each id
 * @param held the etags that are sent, by id
 */
record BulkQuestion<R>(
    List<String> ids,
    BulkRequests requests,
    RowFormat<R> format,
    int mostIds,
    IdsCap cap,
    boolean lines,
    boolean reports,
    Map<String, String> held) {
  /** The platform's cap on the assets of one request. */
  private static final int ASSETS = 200;

  /** The requests of a bulk read. */
  @FunctionalInterface
  interface BulkRequests {
    /**
     * The request for some of the ids.
     *
     * @param lines whether to ask for a row a line, which may be of any size in all
     */
    Call of(List<String> ids, boolean lines);
  }

  /**
   * About models.
   *
   * @param options every option is set
   */
  static <R> BulkQuestion<R> models(
      Transport transport, ModelGetBulkParams params, RequestOptions options, RowFormat<R> format) {
    return new BulkQuestion<>(
        params.modelIds(),
        new BulkCalls(params, options),
        format,
        options.idsPerCall(),
        transport.idsCap(),
        true,
        params.report().orElse(false) || params.ifNoneMatch().isPresent(),
        params.ifNoneMatch().orElse(Map.of()));
  }

  /** About assets. */
  static BulkQuestion<Asset> assets(
      Transport transport, List<String> assetIds, RequestOptions options) {
    return new BulkQuestion<>(
        assetIds,
        (ids, lines) -> AssetCalls.getBulk(ids, options),
        RowFormat.ASSET,
        Math.min(options.idsPerCall(), ASSETS),
        transport.assetIdsCap(),
        false,
        false,
        Map.of());
  }
}
