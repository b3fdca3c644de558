package dev.vitrine.client;

import java.net.http.HttpResponse;

/** What becomes of an answer once its head, or all of it, is there. */
interface Receiver<T> {
  /** How the body of the next attempt is taken in. */
  Intake intake();

  /** The result; what it throws fails the attempt. */
  T receive(HttpResponse<Body> response);
}
