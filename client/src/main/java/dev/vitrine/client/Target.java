package dev.vitrine.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A path with its query, percent-encoded. */
final class Target {
  private final StringBuilder text;
  private char separator = '?';

  /** Of a path of literal segments: {@code /models}. */
  Target(String path) {
    this.text = new StringBuilder(path);
  }

  /** One segment more, in which nothing can be taken for anything else. */
  Target segment(String value) {
    text.append('/').append(encoded(value).replace(".", "%2E"));
    return this;
  }

  Target query(String name, String value) {
    text.append(separator).append(name).append('=').append(encoded(value));
    separator = '&';
    return this;
  }

  /** The project that the options assert, if they do. */
  Target project(RequestOptions options) {
    options.projectId().ifPresent(id -> query("projectId", id));
    return this;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
