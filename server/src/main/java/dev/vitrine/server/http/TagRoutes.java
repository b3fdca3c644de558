package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.catalog.Cursors;
import dev.vitrine.catalog.TagList;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** The tags of the caller's project. */
final class TagRoutes {
  private final TagList tags;
  private final Cursors cursors;
  private final ServerLimits limits;

  TagRoutes(TagList tags, Cursors cursors, ServerLimits limits) {
    this.tags = tags;
    this.cursors = cursors;
    this.limits = limits;
  }

  /** {@code GET /tags} */
  void list(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    String context = "tags\n" + caller.projectId() + "\n" + caller.keyId();
    byte[] place = Paging.token(request.query(), cursors, context);
    TagList.Page page =
        tags.page(
            caller,
            Paging.size(request.query(), TagList.MOST, TagList.STANDARD),
            place == null ? null : new String(place, StandardCharsets.UTF_8));
    JsonObject answer = JsonObject.of("tags", page.tags());
    String last = page.last();
    JsonAnswer.send(
        ctx,
        last == null
            ? answer
            : answer.with(
                "nextPaginationToken",
                new JsonString(cursors.seal(context, last.getBytes(StandardCharsets.UTF_8)))));
  }
}
