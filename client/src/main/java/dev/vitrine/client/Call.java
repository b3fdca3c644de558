package dev.vitrine.client;

/**
 * One request to the service.
 *
 * @param target path and query, below the base URL
 * @param body JSON; empty for none
 * @param accept the media types it can take
 * @param repeatable whether making it twice does what making it once does
 * @param options how it is to be made; every option is set
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, never compared.
record Call(
    String method,
    String target,
    byte[] body,
    String accept,
    boolean repeatable,
    RequestOptions options) {
  /** The path alone, for logs. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
