package dev.vitrine.server.http;

import org.eclipse.jetty.server.Request;

/**
 * Request paths, with and without the version prefix: both answer alike (contract section 1,
 * "Routes").
 */
final class Paths {
  static final String VERSION = "/v1";

  private Paths() {}

  /** The raw path without the version prefix. */
  static String unversioned(Request request) {
    return unversioned(request.getHttpURI().getPath());
  }

  static String unversioned(String path) {
    return path.startsWith(VERSION + "/") ? path.substring(VERSION.length()) : path;
  }
}
