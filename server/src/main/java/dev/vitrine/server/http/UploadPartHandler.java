package dev.vitrine.server.http;

import dev.vitrine.asset.BlobTooLargeException;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.asset.UploadUrls;
import dev.vitrine.catalog.Uploads;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code PUT /uploads/{uploadId}/parts/{number}}: stores the bytes of a part as they come, none of
 * them in memory for longer than it takes. Whoever has the signed URL may send them, and needs no
 * key.
 */
final class UploadPartHandler extends Handler.Wrapper {
  static final String PATH = "/uploads/{uploadId}/parts/{number}";

  private static final Pattern PART = Pattern.compile("/uploads/([^/]+)/parts/([^/]+)");

  /** What a signed URL names: ids as they are made here, numbers as they are written here. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,64}");

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");

  /** Parts that may be on their way at a time: each keeps a connection and an open file. */
  static final int AT_A_TIME = 512;

  /** Those of one project, so that it cannot keep the others out. */
  static final int OF_A_PROJECT = AT_A_TIME / 2;

  /**
   * Those of one upload, whose URLs need no key: twice what our client sends at a time, since
   * whoever has an answer may send the next part before this one has quite ended.
   */
  static final int OF_AN_UPLOAD = 64;

  private final Uploads uploads;
  private final UploadUrls urls;
  private final Offload offload;
  private final Semaphore turns = new Semaphore(AT_A_TIME);
  private final Shares projects = new Shares(OF_A_PROJECT);
  private final Shares ofUploads = new Shares(OF_AN_UPLOAD);

  /** A handler of parts, around the handler of all else. */
  UploadPartHandler(Handler others, Uploads uploads, UploadUrls urls, Offload offload) {
    super(others);
    this.uploads = uploads;
    this.urls = urls;
    this.offload = offload;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.PUT.is(request.getMethod())) {
      return super.handle(request, response, callback);
    }
    String path = Paths.unversioned(request);
    Matcher part = PART.matcher(path);
    if (!part.matches()) {
      return super.handle(request, response, callback);
    }
    RequestContext.route(request, PATH);
    checkSignature(request, path);
    String id = part.group(1);
    String number = part.group(2);
    if (!ID.matcher(id).matches() || !NUMBER.matcher(number).matches()) {
      throw forbidden("The URL of the part is not as it was signed");
    }
    checkCoding(request);
    if (!ofUploads.enter(id)) {
      throw tooMany("Too many parts of this upload are being sent");
    }
    Request.addCompletionListener(request, end -> ofUploads.leave(id));
    if (!turns.tryAcquire()) {
      throw tooMany("Too many parts are being sent");
    }
    Request.addCompletionListener(request, end -> turns.release());
    EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
    if (client instanceof GuardedEndPoint guarded) {
      guarded.expectLongBody();
    }
    // Nobody is idle while the store takes its time.
    request.addIdleTimeoutListener(timeout -> false);
    offload.run(
        request,
        response,
        callback,
        () -> receive(request, response, callback, id, Integer.parseInt(number)));
    return true;
  }

  private void checkSignature(Request request, String path) {
    QueryParameters query = QueryParameters.parse(request.getHttpURI().getQuery());
    UploadUrls.Query signed =
        new UploadUrls.Query(
            query.text("Expires"), query.text("Key-Pair-Id"), query.text("Signature"));
    switch (urls.check(path, signed)) {
      case VALID -> {}
      case EXPIRED ->
          throw forbidden("The URL of the part has expired: ask for the upload to get a new one");
      case INVALID -> throw forbidden("The URL of the part is not as it was signed");
    }
  }

  private static VitrineException tooMany(String why) {
    return new VitrineException(ErrorCode.TOO_MANY_REQUESTS, why + ": try again in a moment");
  }

  private static VitrineException forbidden(String why) {
    return new VitrineException(ErrorCode.FORBIDDEN, why);
  }

  private static void checkCoding(Request request) {
    String coding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
      throw new VitrineException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "A part is stored as it is sent: send it without Content-Encoding");
    }
  }

  private void receive(Request request, Response response, Callback callback, String id, int number)
      throws IOException {
    Uploads.Place place = uploads.place(id, number);
    if (!projects.enter(place.projectId())) {
      throw tooMany("Too many parts of this project are being sent");
    }
    StoredBlob blob;
    try {
      blob = receive(request, id, number, place.bytes());
    } finally {
      projects.leave(place.projectId());
    }
    answer(response, callback, number, blob);
  }

  private StoredBlob receive(Request request, String id, int number, long room) throws IOException {
    // Not closed: that would fail the exchange before it is answered.
    InputStream body = Content.Source.asInputStream(request);
    if (request.getLength() > room) {
      throw refused(request, body, room);
    }
    try {
      return uploads.receive(id, number, body, room);
    } catch (BlobTooLargeException e) {
      throw refused(request, body, room);
    } catch (IOException e) {
      throw incomplete(e);
    }
  }

  /** Refuses a part that is too large; the client gets to read it. */
  private static VitrineException refused(Request request, InputStream body, long room)
      throws IOException {
    if (Drain.isSent(request)) {
      Drain.now(body);
    }
    return Uploads.tooLarge(room);
  }

  /** Says that the fault lies with whoever sent the body. */
  private static IOException incomplete(IOException cause) {
    if (cause.getCause() instanceof TimeoutException) {
      throw new VitrineException(
          ErrorCode.REQUEST_TIMEOUT, "The part did not arrive in time: send it again");
    }
    EOFException incomplete = new EOFException("the part did not arrive whole");
    incomplete.initCause(cause);
    return incomplete;
  }

  private static void answer(Response response, Callback callback, int number, StoredBlob blob) {
    byte[] body =
        JsonWriter.write(
            JsonObject.of(
                "part",
                JsonObject.of("number", new JsonNumber(number))
                    .with("size", new JsonNumber(blob.size()))
                    .with("etag", new JsonString(blob.sha256()))));
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.ETAG, "\"" + blob.sha256() + "\"");
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
