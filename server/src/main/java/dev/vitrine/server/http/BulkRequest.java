package dev.vitrine.server.http;

import dev.vitrine.bulk.BulkBody;
import dev.vitrine.bulk.BulkQuery;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.TrainingImages;
import dev.vitrine.row.View;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the body and the query of {@code POST /models/get-bulk} into a {@link BulkQuery} (contract
 * section 2).
 */
final class BulkRequest {
  private final ModelFields fields;
  private final ServerLimits limits;

  BulkRequest(ModelFields fields, ServerLimits limits) {
    this.fields = fields;
    this.limits = limits;
  }

  /**
   * The query a request makes.
   *
   * @param mostIds distinct ids it may name
   * @param fresh whether the caller wants to read through caches
   * @throws VitrineException MALFORMED_JSON, INVALID_PARAMETER, TOO_MANY_IDS or UNKNOWN_FIELD
   */
  BulkQuery parse(byte[] body, QueryParameters query, int mostIds, boolean fresh) {
    BulkBody asked = BulkBody.parse(body, limits.json());
    if (asked.modelIds().size() > mostIds) {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("limit", mostIds);
      details.put("received", asked.modelIds().size());
      throw new VitrineException(
          ErrorCode.TOO_MANY_IDS, "Too many modelIds provided in a single request", details);
    }
    Map<String, String> ifNoneMatch = asked.ifNoneMatch();
    boolean report = Boolean.TRUE.equals(query.flag("report")) || ifNoneMatch != null;
    return new BulkQuery(
        asked.modelIds(),
        view(asked, query),
        report,
        ifNoneMatch == null ? Map.of() : ifNoneMatch,
        fresh);
  }

  private View view(BulkBody asked, QueryParameters query) {
    if (Boolean.TRUE.equals(asked.minimal())) {
      return View.minimalView();
    }
    Boolean originals = query.flag("originalAssets");
    return new View(
        false,
        Boolean.TRUE.equals(asked.settings()),
        Boolean.TRUE.equals(asked.thumbnail()),
        TrainingImages.of(asked.allTrainingImages(), asked.trainingImagesPreview()),
        Boolean.TRUE.equals(originals != null ? originals : asked.originalAssets()),
        selection(query));
  }

  private @Nullable Set<String> selection(QueryParameters query) {
    List<String> asked = query.list("fields");
    if (asked == null) {
      return null;
    }
    Set<String> selection = new LinkedHashSet<>();
    selection.add("id");
    for (String field : asked) {
      String documented = fields.name(field);
      if (documented == null) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("field", "fields");
        details.put("value", field);
        throw new VitrineException(
            ErrorCode.UNKNOWN_FIELD,
            "\"fields\" names \"" + field + "\", which is no field of a model",
            details);
      }
      selection.add(documented);
    }
    return selection;
  }
}
