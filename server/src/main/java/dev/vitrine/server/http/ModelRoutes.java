package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.ModelId;
import dev.vitrine.row.Row;
import dev.vitrine.row.View;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** Reads of single models, by the rules of rows (contract section 2). */
final class ModelRoutes {
  private static final String PREFIX = "/models/";
  private static final byte[] OPEN = "{\"model\":".getBytes(StandardCharsets.US_ASCII);

  private final BulkReader reader;

  ModelRoutes(BulkReader reader) {
    this.reader = reader;
  }

  /** {@code GET /models/{modelId}}: the row with settings, thumbnail and all training images. */
  void read(Context ctx) {
    Request request = ServletContextRequest.getServletContextRequest(ctx.req());
    Caller caller = RequestContext.caller(request);
    if (caller == null) {
      throw Authentication.unauthenticated();
    }
    String id =
        PercentEncoding.decode(
            Paths.unversioned(request).substring(PREFIX.length()), false, "modelId");
    if (!ModelId.isLegal(id)) {
      throw VitrineException.invalidParameter(
          "modelId", "must have 1 to " + ModelId.LONGEST + " characters");
    }
    boolean originals =
        Boolean.TRUE.equals(
            QueryParameters.parse(request.getHttpURI().getQuery()).flag("originalAssets"));
    Row row =
        reader.readOne(
            caller, id, View.single(originals), Negotiation.wantsFresh(request.getHeaders()));
    byte[] answer = new byte[OPEN.length + row.json().length + 1];
    System.arraycopy(OPEN, 0, answer, 0, OPEN.length);
    System.arraycopy(row.json(), 0, answer, OPEN.length, row.json().length);
    answer[answer.length - 1] = '}';
    ctx.header("ETag", "\"" + row.etag() + "\"");
    ctx.header("Cache-Control", "private, no-cache");
    ctx.contentType("application/json");
    Compression.result(ctx, answer);
  }
}
