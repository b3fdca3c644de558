package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.catalog.Idempotency;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.Parameters;
import dev.vitrine.catalog.StoredUpload;
import dev.vitrine.catalog.UploadCompletion;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonBody;
import dev.vitrine.server.CatalogueServices;
import dev.vitrine.server.UploadServices;
import io.javalin.http.Context;
import java.util.Set;

/** Uploads of files in parts; the parts themselves are taken by {@link UploadPartHandler}. */
final class UploadRoutes {
  private static final String UPLOAD_ID = "uploadId";
  private static final String UPLOAD = "upload";
  private static final String ACTION = "action";

  /** Both names of the only action: the platform's pages have the one and the other. */
  private static final Set<String> COMPLETE = Set.of("complete", "upload-complete");

  private final CatalogueServices services;
  private final UploadServices uploads;
  private final ServerLimits limits;

  UploadRoutes(CatalogueServices services, UploadServices uploads, ServerLimits limits) {
    this.services = services;
    this.uploads = uploads;
    this.limits = limits;
  }

  /** {@code POST /uploads}: a repetition answers the upload as it is then, with fresh URLs. */
  void create(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.editor();
    byte[] sent = request.bytes();
    Parameters body = new Parameters(JsonBody.object(sent, limits.json()));
    Idempotency.Answer answer =
        services
            .idempotency()
            .once(
                caller,
                request.idempotencyKey(),
                request.fingerprint(sent),
                () -> services.ids().next(Ids.Sort.UPLOAD),
                id ->
                    new Idempotency.Answer(uploads.uploads().create(caller, id, body).id(), null));
    send(ctx, caller, uploads.uploads().get(caller, answer.body()));
  }

  /** {@code GET /uploads/{uploadId}}: a key that may only read gets no URLs to send parts to. */
  void read(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    send(ctx, caller, uploads.uploads().get(caller, request.id(UPLOAD_ID)));
  }

  /** {@code POST /uploads/{uploadId}/action} */
  void act(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.editor();
    String id = request.id(UPLOAD_ID);
    if (!COMPLETE.contains(request.body().requiredText(ACTION))) {
      throw VitrineException.invalidParameter(ACTION, "must be \"complete\"");
    }
    send(ctx, caller, uploads.completion().complete(caller, id, UploadCompletion.PATIENCE));
  }

  private void send(Context ctx, Caller.KeyHolder caller, StoredUpload upload) {
    JsonAnswer.send(ctx, UPLOAD, uploads.views().view(caller, upload));
  }
}
