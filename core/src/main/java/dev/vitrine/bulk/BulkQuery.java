package dev.vitrine.bulk;

import dev.vitrine.row.View;
import java.util.List;
import java.util.Map;

/**
 * What a bulk read asks for.
 *
 * @param ids distinct, in the order of first occurrence
 * @param report whether the caller wants outcomes beside the rows
 * @param ifNoneMatch etags the caller holds, by id
 * @param fresh whether to read through the cache ({@code Cache-Control: no-cache})
 */
public record BulkQuery(
    List<String> ids, View view, boolean report, Map<String, String> ifNoneMatch, boolean fresh) {
  public BulkQuery {
    ids = List.copyOf(ids);
    ifNoneMatch = Map.copyOf(ifNoneMatch);
  }
}
