package dev.vitrine.bulk;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of every id asked for: each was returned, or is in exactly one of the three lists
 * (contract section 2, {@code report}). Lists are in the order asked. Filled while a read goes on;
 * not thread-safe.
 */
public final class Outcomes {
  /** Most reads have nothing to put into these. */
  private List<String> notFound = List.of();

  private List<String> notModified = List.of();
  private List<String> unprocessed = List.of();
  private final @Nullable SequencedMap<String, Json> etags;

  /** No outcomes yet; etags are collected only if somebody wants them. */
  Outcomes(boolean withEtags) {
    etags = withEtags ? new LinkedHashMap<>() : null;
  }

  void returned(String id, String etag) {
    if (etags != null) {
      etags.put(id, new JsonString(etag));
    }
  }

  void notModified(String id, String etag) {
    notModified = added(notModified, id);
    returned(id, etag);
  }

  void notFound(String id) {
    notFound = added(notFound, id);
  }

  void unprocessed(String id) {
    unprocessed = added(unprocessed, id);
  }

  private static List<String> added(List<String> list, String id) {
    List<String> longer = list.isEmpty() ? new ArrayList<>() : list;
    longer.add(id);
    return longer;
  }

  /** Ids that do not exist for the caller. */
  public List<String> notFound() {
    return notFound;
  }

  /** Ids whose row the caller already holds. */
  public List<String> notModified() {
    return notModified;
  }

  /** Ids whose stored document is damaged. */
  public List<String> unprocessed() {
    return unprocessed;
  }

  /** {@code {"notFound", "notModified", "unprocessed", "etags"}}, always all four. */
  public JsonObject toJson() {
    SequencedMap<String, Json> members = new LinkedHashMap<>();
    members.put("notFound", JsonArray.ofStrings(notFound));
    members.put("notModified", JsonArray.ofStrings(notModified));
    members.put("unprocessed", JsonArray.ofStrings(unprocessed));
    members.put("etags", etags == null ? JsonObject.EMPTY : new JsonObject(etags));
    return new JsonObject(members);
  }
}
