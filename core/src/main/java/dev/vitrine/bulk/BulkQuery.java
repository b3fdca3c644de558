package dev.vitrine.bulk;

import dev.vitrine.row.View;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a bulk read asks for.
 *
 * @param ids distinct: whoever makes a query folds repetitions, in the order of first occurrence
 * @param report whether the caller wants outcomes beside the rows
 * @param ifNoneMatch etags the caller holds, by id
 * @param fresh whether to read through the cache ({@code Cache-Control: no-cache})
 */
public record BulkQuery(
    List<String> ids, View view, boolean report, Map<String, String> ifNoneMatch, boolean fresh) {
  public BulkQuery {
    ids = List.copyOf(ids);
    ifNoneMatch = Map.copyOf(ifNoneMatch);
    assert Set.copyOf(ids).size() == ids.size() : "an id is asked for twice";
  }
}
