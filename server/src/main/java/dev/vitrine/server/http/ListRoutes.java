package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.bulk.BulkQuery;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.catalog.Cursors;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.index.IndexPage;
import dev.vitrine.index.Place;
import dev.vitrine.index.Scope;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.Row;
import dev.vitrine.row.Splice;
import dev.vitrine.row.Spliced;
import dev.vitrine.row.TrainingImages;
import dev.vitrine.row.View;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists of models (contract section 5): the index says which models are on a page, and bulk reading
 * makes their rows, by the caller's rights as they are at that moment.
 */
final class ListRoutes {
  private static final Splice MODELS =
      new Splice("{\"models\":[".getBytes(StandardCharsets.US_ASCII), (byte) ',');

  /** Most models of a page. */
  static final int LARGEST_PAGE = 500;

  private static final int USUAL_PAGE = 100;
  private static final int USUAL_PUBLIC_PAGE = 50;
  private static final String PUBLIC_TOKEN_HOLDERS = "anyone";

  private final CatalogIndex index;
  private final BulkReader reader;
  private final DeletedRows deleted;
  private final Cursors cursors;
  private final Set<String> types;
  private final Admission admission;
  private final ServerLimits limits;

  ListRoutes(
      CatalogIndex index,
      BulkReader reader,
      DeletedRows deleted,
      Cursors cursors,
      ModelFields fields,
      Admission admission,
      ServerLimits limits) {
    this.index = index;
    this.reader = reader;
    this.deleted = deleted;
    this.cursors = cursors;
    this.types = fields.known("type");
    this.admission = admission;
    this.limits = limits;
  }

  /** {@code GET /models} */
  void models(Context ctx) {
    list(ctx, false, USUAL_PAGE);
  }

  /** {@code GET /models/public} */
  void publicModels(Context ctx) {
    list(ctx, true, USUAL_PUBLIC_PAGE);
  }

  /** {@code GET /models/public/{modelId}}: as the public sees it, whoever asks. */
  void publicModel(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    request.caller();
    JsonAnswer.model(
        ctx,
        reader.readOne(
            new Caller.Anyone(),
            request.id("modelId"),
            View.single(request.originals()),
            request.fresh()));
  }

  private void list(Context ctx, boolean publicOnly, int usualPage) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller caller = request.caller();
    ListQuery list = ListQuery.parse(request.query(), caller, publicOnly, types);
    int size = Paging.size(request.query(), LARGEST_PAGE, usualPage);
    String context = context(caller, list);
    Place after = Paging.place(request.query(), cursors, context);
    Admission.Pass pass = admission.enter(name(caller));
    try {
      LoadRoom room = new LoadRoom(pass, Presence.of(request.jetty()), size, gzip(request));
      Page page =
          list.empty()
              ? new Page(List.of(), null)
              : page(list, after, size, new Reading(caller, request, room));
      send(ctx, request, page, context);
    } finally {
      pass.leave();
    }
  }

  private static boolean gzip(ApiRequest request) {
    return Negotiation.acceptsGzip(request.jetty().getHeaders());
  }

  /** What admission knows a caller by. */
  static String name(Caller caller) {
    return caller instanceof Caller.KeyHolder holder ? holder.keyId() : PUBLIC_TOKEN_HOLDERS;
  }

  /** A token is good for the same filters and order, asked by the same caller. */
  private static String context(Caller caller, ListQuery list) {
    return "models\n" + name(caller) + "\n" + Paging.fingerprint(list.query());
  }

  /** Rows of a page, and where the next one begins. */
  private record Page(List<Row> rows, @Nullable Place next) {}

  /** Who reads, how, and with what memory. */
  private record Reading(Caller caller, ApiRequest request, LoadRoom room) {}

  /** As many rows as were asked for, or as fit into an answer: the token goes on from there. */
  private Page page(ListQuery list, @Nullable Place after, int size, Reading reading) {
    int most = size;
    while (true) {
      IndexPage found = index.models(list.query(), after, most);
      PageRows rows =
          new PageRows(reading.room(), most == 1 ? Long.MAX_VALUE : limits.responseBytes());
      try {
        read(list, found.ids(), reading, rows);
        return new Page(rows.rows(), found.next());
      } catch (PageRows.Full full) {
        most = Math.max(1, rows.rows().size());
      }
    }
  }

  private void read(ListQuery list, List<String> ids, Reading reading, PageRows rows) {
    boolean gzip = gzip(reading.request());
    boolean originals = reading.request().originals();
    View view = new View(false, true, true, TrainingImages.FIRST_THREE, originals, null);
    if (list.query().filter().scope() instanceof Scope.Trash(String project)) {
      deleted.read(project, ids, view, gzip, rows);
      return;
    }
    reader.read(
        reading.caller(),
        new BulkQuery(ids, view, false, Map.of(), reading.request().fresh()),
        new BulkReader.Form(gzip, reading.room()),
        rows);
  }

  private void send(Context ctx, ApiRequest request, Page page, String context) {
    String token = page.next() == null ? null : cursors.seal(context, page.next().encode());
    byte[] close =
        (token == null ? "]}" : "],\"nextPaginationToken\":\"" + token + "\"}")
            .getBytes(StandardCharsets.US_ASCII);
    boolean gzip = gzip(request);
    Spliced answer = gzip ? MODELS.gzip(page.rows(), close) : MODELS.plain(page.rows(), close);
    ctx.contentType("application/json");
    ctx.header("Cache-Control", "no-store");
    ctx.header("Vary", "Accept-Encoding");
    if (gzip) {
      ctx.header("Content-Encoding", "gzip");
    }
    ctx.res().setContentLengthLong(answer.length());
    try {
      answer.writeTo(ctx.outputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
