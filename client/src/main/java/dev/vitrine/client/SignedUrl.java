package dev.vitrine.client;

import dev.vitrine.client.error.MalformedAnswerException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Map;

/**
 * A URL that an answer named and that needs no key: whoever has it may use it. Neither the key nor
 * any header of the caller's is sent there, wherever it leads.
 */
final class SignedUrl {
  private static final byte[] NO_JSON = new byte[0];

  private final URI uri;

  private SignedUrl(URI uri) {
    this.uri = uri;
  }

  /**
   * The URL of this text.
   *
   * @throws MalformedAnswerException if it is no http or https URL, or would be used unencrypted
   *     where the service itself is not
   */
  static SignedUrl of(Settings settings, String text) {
    try {
      URI uri = URI.create(text);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      boolean secure = "https".equalsIgnoreCase(settings.baseUrl().getScheme());
      if ((https || (http && !secure)) && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return new SignedUrl(uri);
      }
    } catch (IllegalArgumentException e) {
      // Its message would show the signature.
    }
    throw new MalformedAnswerException(
        "The answer names a URL that is none, or is no encrypted one as that of the service is",
        null);
  }

  /** The call as logs and messages know it: without the signature. */
  Call call(String method, RequestOptions options) {
    String path = uri.getRawPath();
    return new Call(method, path == null ? "/" : path, NO_JSON, "*/*", true, options);
  }

  URI uri() {
    return uri;
  }

  HttpRequest get(Map<String, String> headers) {
    HttpRequest.Builder request = request().GET();
    headers.forEach(request::setHeader);
    return request.build();
  }

  HttpRequest put(BodyPublisher body) {
    return request().PUT(body).build();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(uri)
        .setHeader("Accept", "*/*")
        .setHeader("User-Agent", ClientVersion.USER_AGENT);
  }

  /** Where it leads, without the signature. */
  @Override
  public String toString() {
    return uri.getScheme() + "://" + uri.getAuthority() + uri.getRawPath();
  }
}
