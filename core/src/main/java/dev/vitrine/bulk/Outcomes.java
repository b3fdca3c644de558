package dev.vitrine.bulk;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What became of every id asked for: each was returned, or is in exactly one of the three lists
 * (contract section 2, {@code report}). Lists are in the order asked. Filled while a read goes on;
 * not thread-safe.
 */
public final class Outcomes {
  private final List<String> notFound = new ArrayList<>();
  private final List<String> notModified = new ArrayList<>();
  private final List<String> unprocessed = new ArrayList<>();
  private final SequencedMap<String, Json> etags = new LinkedHashMap<>();
  private final boolean withEtags;

  /** No outcomes yet; etags are collected only if somebody wants them. */
  Outcomes(boolean withEtags) {
    this.withEtags = withEtags;
  }

  void returned(String id, String etag) {
    if (withEtags) {
      etags.put(id, new JsonString(etag));
    }
  }

  void notModified(String id, String etag) {
    notModified.add(id);
    returned(id, etag);
  }

  void notFound(String id) {
    notFound.add(id);
  }

  void unprocessed(String id) {
    unprocessed.add(id);
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
    members.put("etags", new JsonObject(etags));
    return new JsonObject(members);
  }
}
