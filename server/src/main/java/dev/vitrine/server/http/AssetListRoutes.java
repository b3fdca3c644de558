package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.catalog.AssetReads;
import dev.vitrine.catalog.Cursors;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.AssetQuery;
import dev.vitrine.index.Place;
import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many assets at a time: let in like lists and bulk reads of models, and within the same bounds.
 */
final class AssetListRoutes {
  private final AssetReads reads;
  private final Cursors cursors;
  private final AssetListQuery lists;
  private final Admission admission;
  private final ServerLimits limits;

  AssetListRoutes(
      AssetReads reads,
      Cursors cursors,
      AssetListQuery lists,
      Admission admission,
      ServerLimits limits) {
    this.reads = reads;
    this.cursors = cursors;
    this.lists = lists;
    this.admission = admission;
    this.limits = limits;
  }

  /** {@code GET /assets} */
  void list(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller caller = request.caller();
    AssetQuery query = lists.parse(request.query(), caller);
    String name = ListRoutes.name(caller);
    String context = "assets\n" + name + "\n" + Paging.fingerprint(query);
    Place after = Paging.place(request.query(), cursors, context);
    int size = Paging.size(request.query(), AssetReads.LARGEST_PAGE, AssetReads.USUAL_PAGE);
    Admission.Pass pass = admission.enter(name);
    try {
      Page page = page(new Asked(caller, query, after), size, request, pass);
      Place next = page.next();
      page.rows().send(ctx, next == null ? null : cursors.seal(context, next.encode()));
    } finally {
      pass.leave();
    }
  }

  /** What a page is of. */
  private record Asked(Caller caller, AssetQuery query, @Nullable Place after) {}

  /** Rows of a page, and where the next one begins. */
  private record Page(AssetRowsAnswer rows, @Nullable Place next) {}

  /** As many rows as were asked for, or as fit into an answer: the token goes on from there. */
  private Page page(Asked asked, int size, ApiRequest request, Admission.Pass pass) {
    int most = size;
    while (true) {
      AssetRowsAnswer rows =
          new AssetRowsAnswer(
              pass,
              Presence.of(request.jetty()),
              0,
              most == 1 ? Long.MAX_VALUE : limits.responseBytes());
      try {
        Place next =
            reads.page(
                asked.caller(), asked.query(), asked.after(), most, request.originals(), rows);
        return new Page(rows, next);
      } catch (AssetRowsAnswer.Full full) {
        most = Math.max(1, rows.count());
      }
    }
  }

  /** {@code POST /assets/get-bulk} */
  void bulk(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    Admission.Pass pass = admission.enter(caller.keyId());
    try {
      long body = ApiServlet.bodyBytes(request.jetty(), limits);
      pass.holdAtLeast(body);
      AssetRowsAnswer rows =
          new AssetRowsAnswer(pass, Presence.of(request.jetty()), body, limits.responseBytes());
      reads.bulk(caller, request.body(), request.originals(), rows);
      rows.send(ctx, null);
    } catch (AssetRowsAnswer.Full full) {
      throw new VitrineException(
          ErrorCode.RESPONSE_TOO_LARGE,
          "The answer would be larger than "
              + limits.responseBytes()
              + " bytes: ask for fewer assets",
          Map.of("limit", limits.responseBytes()));
    } finally {
      pass.leave();
    }
  }
}
