package dev.vitrine.client;

import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.model.Upload;
import dev.vitrine.client.model.UploadStatus;

/** What can be asked about uploads: the request, and what its answer means. */
final class UploadCalls {
  private static final String UPLOADS = "/uploads";
  private static final ObjectAnswer.ElementReader<Upload> UPLOAD = ObjectAnswer.typed(Upload.class);

  private UploadCalls() {}

  private static Target upload(String id) {
    return new Target(UPLOADS).segment(Ids.checked(id));
  }

  static Operation<Upload> create(UploadCreateParams params, RequestOptions options) {
    return new Operation<>(
        CallForms.create(
            new Target(UPLOADS), params.bytes(), params.idempotencyKey().orElse(null), options),
        UploadCalls::one);
  }

  static Operation<Upload> get(String id, RequestOptions options) {
    return new Operation<>(CallForms.get(upload(id), options), answer -> same(answer, id));
  }

  /** Completing twice does no more than completing once, at Vitrine. */
  static Operation<Upload> complete(String id, RequestOptions options) {
    BodyFields body = new BodyFields();
    body.set("action", "complete");
    Target target = upload(id).segment("action").project(options);
    return new Operation<>(
        new Call("POST", target.toString(), body.bytes(), Answer.JSON, true, options),
        answer -> same(answer, id));
  }

  private static Upload one(Answer answer) {
    Upload upload = ObjectAnswer.member(answer, "upload", UPLOAD);
    String unused = id(upload);
    return upload;
  }

  private static Upload same(Answer answer, String id) {
    Upload upload = one(answer);
    if (!id(upload).equals(id)) {
      throw new MalformedAnswerException("The answer has another upload than was asked for", null);
    }
    return upload;
  }

  /** Whether it awaits parts. */
  static boolean isPending(Upload upload) {
    return upload.status().filter(UploadStatus.PENDING::equals).isPresent();
  }

  /** Its id, without which it is none. */
  static String id(Upload upload) {
    return upload
        .id()
        .orElseThrow(() -> new InvalidFieldException("id", "is no text, or missing", null));
  }
}
