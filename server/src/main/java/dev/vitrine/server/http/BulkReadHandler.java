package dev.vitrine.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.vitrine.access.Caller;
import dev.vitrine.bulk.BulkAnswer;
import dev.vitrine.bulk.BulkQuery;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.bulk.Outcomes;
import dev.vitrine.bulk.RowSink;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.row.LineStream;
import dev.vitrine.row.Row;
import dev.vitrine.row.Splice;
import dev.vitrine.row.Spliced;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST /models/get-bulk} (contract section 2). What memory holds is answered at once, on the
 * thread that serves the connection; whatever has to wait, for the body, the store or the client,
 * waits on a virtual thread.
 */
final class BulkReadHandler extends Handler.Wrapper {
  static final String PATH = "/models/get-bulk";
  static final String NDJSON = "application/x-ndjson";
  private static final String JSON = "application/json";
  private static final HttpField JSON_TYPE = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, JSON);
  private static final HttpField NDJSON_TYPE =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, NDJSON);
  private static final HttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
  private static final HttpField VARIES =
      new PreEncodedHttpField(HttpHeader.VARY, "Accept, Accept-Encoding");
  private static final HttpField GZIP =
      new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");
  private static final Splice OBJECT = new Splice("{\"models\":[".getBytes(US_ASCII), (byte) ',');
  private static final byte[] CLOSE = "]}".getBytes(US_ASCII);
  private static final byte[] OUTCOMES = "],\"outcomes\":".getBytes(US_ASCII);
  private static final int BUFFER = 32 * 1024;
  private static final int HTTP_1_1 = HttpVersion.HTTP_1_1.getVersion();

  private final BulkReader reader;
  private final BulkRequest requests;
  private final ServerLimits limits;
  private final Offload offload;
  private final Admission admission;

  /** A handler of bulk reads, around the handler of all else. */
  BulkReadHandler(
      Handler others,
      BulkReader reader,
      BulkRequest requests,
      ServerLimits limits,
      Offload offload,
      Admission admission) {
    super(others);
    this.reader = reader;
    this.requests = requests;
    this.limits = limits;
    this.offload = offload;
    this.admission = admission;
  }

  /** One exchange: what all of its steps need. */
  private record Exchange(
      Request request,
      Response response,
      Callback callback,
      Caller caller,
      RequestBody body,
      boolean lines,
      boolean gzip,
      Admission.Pass pass) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.POST.is(request.getMethod()) || !Paths.unversioned(request).equals(PATH)) {
      return super.handle(request, response, callback);
    }
    RequestContext.route(request, PATH);
    if (!(RequestContext.caller(request) instanceof Caller.KeyHolder caller)) {
      throw Authentication.unauthenticated();
    }
    Admission.Pass pass = admission.enter(caller.keyId());
    Request.addCompletionListener(request, end -> pass.leave());
    HttpFields headers = request.getHeaders();
    Exchange exchange =
        new Exchange(
            request,
            response,
            callback,
            caller,
            new RequestBody(request, limits),
            wantsLines(request),
            Negotiation.acceptsGzip(headers),
            pass);
    orLeave(exchange, () -> begin(exchange));
    return true;
  }

  private void begin(Exchange exchange) throws IOException {
    byte[] body = exchange.body().ready();
    if (body == null) {
      exchange.pass().holdAtLeast(exchange.body().most());
      goOn(exchange, () -> load(exchange, parse(exchange, exchange.body().await())));
      return;
    }
    BulkQuery query = parse(exchange, body);
    BulkAnswer kept =
        exchange.lines() ? null : reader.readKept(exchange.caller(), query, exchange.gzip());
    if (kept == null) {
      goOn(exchange, () -> load(exchange, query));
    } else {
      answer(exchange, query, kept);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void goOn(Exchange exchange, Step step) {
    offload.run(
        exchange.request(),
        exchange.response(),
        exchange.callback(),
        () -> orLeave(exchange, step));
  }

  /** Whoever is told of an error is under way no more. */
  private static void orLeave(Exchange exchange, Step step) throws IOException {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      exchange.pass().leave();
      throw e;
    }
  }

  private static boolean wantsLines(Request request) {
    boolean lines = Negotiation.prefers(request.getHeaders(), NDJSON, JSON);
    if (lines && request.getConnectionMetaData().getHttpVersion().getVersion() < HTTP_1_1) {
      // Its end could not be told from its breaking off.
      throw new VitrineException(
          ErrorCode.INVALID_PARAMETER, "NDJSON needs HTTP/1.1 or later: ask for application/json");
    }
    return lines;
  }

  private BulkQuery parse(Exchange exchange, byte[] body) {
    return requests.parse(
        body,
        QueryParameters.parse(exchange.request().getHttpURI().getQuery()),
        exchange.lines() ? limits.modelIdsPerNdjsonRequest() : limits.modelIdsPerRequest(),
        Negotiation.wantsFresh(exchange.request().getHeaders()));
  }

  private void load(Exchange exchange, BulkQuery query) throws IOException {
    LoadRoom room =
        new LoadRoom(
            exchange.pass(), Presence.of(exchange.request()), query.ids().size(), exchange.gzip());
    BulkReader.Form form = new BulkReader.Form(exchange.gzip(), room);
    if (exchange.lines()) {
      room.begin();
      stream(exchange, query, form, room);
      return;
    }
    Kept kept = new Kept(room);
    Outcomes outcomes = reader.read(exchange.caller(), query, form, kept);
    room.loaded();
    answer(exchange, query, new BulkAnswer(kept.rows, outcomes));
  }

  /** Rows kept until all of them are there. */
  private final class Kept implements RowSink {
    private final List<Row> rows = new ArrayList<>();
    private final LoadRoom room;
    private long bytes;

    private Kept(LoadRoom room) {
      this.room = room;
    }

    @Override
    public void row(Row row) {
      bytes += row.json().length;
      checkSize(bytes);
      room.row(row.weight());
      rows.add(row);
    }

    @Override
    public void settled() {
      room.settled();
    }
  }

  /** All rows are there before the first byte leaves, so that an error is still an error. */
  private void answer(Exchange exchange, BulkQuery query, BulkAnswer found) {
    byte[] close = query.report() ? closeWith(found.outcomes()) : CLOSE;
    long plain = OBJECT.plainLength(found.rows(), close);
    checkSize(plain);
    Spliced answer =
        exchange.gzip() ? OBJECT.gzip(found.rows(), close) : OBJECT.plain(found.rows(), close);
    // Compressed rows keep the plain ones in memory.
    exchange.pass().holdAtLeast(exchange.gzip() ? plain + answer.length() : plain);
    HttpFields.Mutable headers = exchange.response().getHeaders();
    prepare(headers, JSON_TYPE, exchange.gzip());
    headers.put(HttpHeader.CONTENT_LENGTH, answer.length());
    SplicedWriter.write(
        answer,
        exchange.request(),
        exchange.response(),
        exchange.pass()::leave,
        exchange.callback());
  }

  private static byte[] closeWith(Outcomes outcomes) {
    byte[] report = JsonWriter.write(outcomes.toJson());
    byte[] close = new byte[OUTCOMES.length + report.length + 1];
    System.arraycopy(OUTCOMES, 0, close, 0, OUTCOMES.length);
    System.arraycopy(report, 0, close, OUTCOMES.length, report.length);
    close[close.length - 1] = '}';
    return close;
  }

  private static void prepare(HttpFields.Mutable headers, HttpField type, boolean gzip) {
    headers.put(type);
    headers.put(NO_STORE);
    headers.put(VARIES);
    if (gzip) {
      headers.put(GZIP);
    }
  }

  private void checkSize(long plainBytes) {
    if (plainBytes > limits.responseBytes()) {
      throw new VitrineException(
          ErrorCode.RESPONSE_TOO_LARGE,
          "The answer would be larger than "
              + limits.responseBytes()
              + " bytes: ask for fewer models, or send Accept: application/x-ndjson to receive them as a stream",
          Map.of("limit", limits.responseBytes()));
    }
  }

  /** Rows leave as they are loaded: what fails after the first ones breaks the connection. */
  private void stream(Exchange exchange, BulkQuery query, BulkReader.Form form, LoadRoom room)
      throws IOException {
    prepare(exchange.response().getHeaders(), NDJSON_TYPE, exchange.gzip());
    // Nothing leaves before the buffer is full or flushed, not even the head: an early error is
    // still an error.
    LineStream out =
        new LineStream(
            new BufferedOutputStream(Content.Sink.asOutputStream(exchange.response()), BUFFER),
            exchange.gzip());
    try {
      Outcomes outcomes = reader.read(exchange.caller(), query, form, new Lines(out, room));
      if (query.report()) {
        out.line(JsonWriter.write(JsonObject.of("outcomes", outcomes.toJson())));
      }
      exchange.pass().leave();
      out.end();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    exchange.callback().succeeded();
  }

  /** Rows as lines, sent on whenever more may take a while. */
  private record Lines(LineStream out, LoadRoom room) implements RowSink {
    @Override
    public void row(Row row) {
      room.row(0);
      try {
        out.row(row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void settled() {
      room.settled();
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
