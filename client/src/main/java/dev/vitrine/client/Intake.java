package dev.vitrine.client;

import java.net.http.HttpResponse;

/** How the body of one attempt is taken in. */
interface Intake extends HttpResponse.BodyHandler<Body> {
  /**
   * Nobody will take what this attempt brings, if it brings anything: an exchange may be given up
   * just when its answer has begun.
   */
  default void abandon() {}
}
