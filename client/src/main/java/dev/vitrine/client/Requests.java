package dev.vitrine.client;

import dev.vitrine.client.error.ConfigurationException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** Requests as they are sent. */
final class Requests {
  private Requests() {}

  /**
   * The request of a call.
   *
   * @throws ConfigurationException if there can be no such request
   */
  static HttpRequest of(Settings settings, Call call) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(settings.baseUrl() + call.target()))
              .method(
                  call.method(),
                  call.body().length == 0
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofByteArray(call.body()))
              .setHeader("Accept", call.accept())
              .setHeader("User-Agent", ClientVersion.USER_AGENT);
      if (call.body().length > 0) {
        request.setHeader("Content-Type", Answer.JSON);
      }
      if (settings.compressed()) {
        request.setHeader("Accept-Encoding", "gzip");
      }
      if (settings.authorization() != null) {
        request.setHeader("Authorization", settings.authorization());
      }
      call.headers().forEach(request::setHeader);
      for (Map.Entry<String, String> header : call.options().headers().entrySet()) {
        request.setHeader(header.getKey(), header.getValue());
      }
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("The request cannot be made", e);
    }
  }
}
