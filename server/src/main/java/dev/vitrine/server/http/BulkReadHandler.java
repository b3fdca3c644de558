package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.bulk.BulkQuery;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.bulk.Outcomes;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.row.Row;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code POST /models/get-bulk}: reads the request and writes rows as they are, as JSON or NDJSON (contract section 2). */
final class BulkReadHandler extends Handler.Wrapper {
  static final String PATH = "/models/get-bulk";
  static final String NDJSON = "application/x-ndjson";
  private static final String JSON = "application/json";
  private static final byte[] OPEN = "{\"models\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OUTCOMES = "],\"outcomes\":".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 32 * 1024;

  private final BulkReader reader;
  private final BulkRequest requests;
  private final ServerLimits limits;

  /** A handler of bulk reads, around the handler of all else. */
  BulkReadHandler(Handler others, BulkReader reader, BulkRequest requests, ServerLimits limits) {
    super(others);
    this.reader = reader;
    this.requests = requests;
    this.limits = limits;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.POST.is(request.getMethod()) || !Paths.unversioned(request).equals(PATH)) {
      return super.handle(request, response, callback);
    }
    RequestContext.route(request, PATH);
    if (!(RequestContext.caller(request) instanceof Caller.KeyHolder caller)) {
      throw Authentication.unauthenticated();
    }
    boolean lines = Negotiation.prefers(request.getHeaders(), NDJSON, JSON);
    BulkQuery query =
        requests.parse(
            RequestBody.read(request, limits.requestBytes()),
            QueryParameters.parse(request.getHttpURI().getQuery()),
            lines ? limits.modelIdsPerNdjsonRequest() : limits.modelIdsPerRequest(),
            Negotiation.wantsFresh(request.getHeaders()));
    boolean gzip = Negotiation.acceptsGzip(request.getHeaders());
    prepare(response.getHeaders(), lines ? NDJSON : JSON, gzip);
    if (lines) {
      writeLines(caller, query, response, gzip);
    } else {
      writeObject(caller, query, response, gzip);
    }
    callback.succeeded();
    return true;
  }

  private static void prepare(HttpFields.Mutable headers, String type, boolean gzip) {
    headers.put(HttpHeader.CONTENT_TYPE, type);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(HttpHeader.VARY, "Accept, Accept-Encoding");
    if (gzip) {
      headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
    }
  }

  /** All rows are there before the first byte leaves, so that an error is still an error. */
  private void writeObject(Caller caller, BulkQuery query, Response response, boolean gzip) throws IOException {
    List<Row> rows = new ArrayList<>();
    Budget budget = new Budget(limits.responseBytes(), OPEN.length + 2L);
    Outcomes outcomes =
        reader.read(
            caller,
            query,
            row -> {
              budget.spend(row.json().length + 1L);
              rows.add(row);
            });
    byte[] report = query.report() ? JsonWriter.write(outcomes.toJson()) : null;
    if (report != null) {
      budget.spend(OUTCOMES.length + report.length - 1L);
    }
    if (!gzip) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, budget.spent() - (rows.isEmpty() ? 0 : 1));
    }
    try (OutputStream out = open(response, gzip)) {
      out.write(OPEN);
      for (int i = 0; i < rows.size(); i++) {
        if (i > 0) {
          out.write(',');
        }
        out.write(rows.get(i).json());
      }
      if (report == null) {
        out.write(']');
      } else {
        out.write(OUTCOMES);
        out.write(report);
      }
      out.write('}');
    }
  }

  /** Rows leave chunk by chunk: what fails after the first one breaks the connection. */
  private void writeLines(Caller caller, BulkQuery query, Response response, boolean gzip) throws IOException {
    OutputStream out = open(response, gzip);
    int[] rows = new int[1];
    try {
      Outcomes outcomes =
          reader.read(
              caller,
              query,
              row -> {
                line(out, row.json());
                if (++rows[0] % BulkReader.CHUNK == 0) {
                  flush(out);
                }
              });
      if (query.report()) {
        line(out, JsonWriter.write(JsonObject.of("outcomes", outcomes.toJson())));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    out.close();
  }

  private static void line(OutputStream out, byte[] json) {
    try {
      out.write(json);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flush(OutputStream out) {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing leaves before the buffer is full or flushed, not even the head: an early error is still an error. */
  private static OutputStream open(Response response, boolean gzip) throws IOException {
    OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER);
    return gzip ? new GZIPOutputStream(out, BUFFER, true) : out;
  }

  /** Counts the plain bytes of an answer against the limit. */
  private static final class Budget {
    private final int limit;
    private long spent;

    Budget(int limit, long spent) {
      this.limit = limit;
      this.spent = spent;
    }

    void spend(long bytes) {
      spent += bytes;
      if (spent > limit + 1L) {
        throw new VitrineException(
            ErrorCode.RESPONSE_TOO_LARGE,
            "The answer would be larger than "
                + limit
                + " bytes: ask for fewer models, or send Accept: application/x-ndjson to receive them as a stream",
            Map.of("limit", limit));
      }
    }

    long spent() {
      return spent;
    }
  }
}
