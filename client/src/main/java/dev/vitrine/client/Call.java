package dev.vitrine.client;

import java.util.Map;

/**
 * One request to the service.
 *
 * @param target path and query, below the base URL
 * @param body JSON; empty for none
 * @param accept the media types it can take
 * @param repeatable whether making it twice does what making it once does; if not, it is made again
 *     only if it was certainly not taken up before
 * @param headers its own, each of which gives way to one of the same name among the options
 * @param options how it is to be made; every option is set
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, never compared.
record Call(
    String method,
    String target,
    byte[] body,
    String accept,
    boolean repeatable,
    Map<String, String> headers,
    RequestOptions options) {
  /** One without headers of its own. */
  Call(
      String method,
      String target,
      byte[] body,
      String accept,
      boolean repeatable,
      RequestOptions options) {
    this(method, target, body, accept, repeatable, Map.of(), options);
  }

  /** The path alone, for logs. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
