package dev.vitrine.server.http;

import java.io.EOFException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** Whether a client still waits for its answer. */
final class Presence {
  private Presence() {}

  /** Throws once the client has closed the connection: nobody waits for the answer any more. */
  static Runnable of(Request request) {
    EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
    return () -> {
      if (client instanceof GuardedEndPoint guarded && guarded.isAbandoned()) {
        throw new UncheckedIOException(new EOFException("the client has closed the connection"));
      }
    };
  }
}
