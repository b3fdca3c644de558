package dev.vitrine.client.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each distinct id that was asked for: it is among the rows, or in one of the three
 * lists. Lists and etags are in the order asked.
 */
public final class Outcomes extends ApiObject {
  private @Nullable List<String> notFound;
  private @Nullable List<String> notModified;
  private @Nullable List<String> unprocessed;
  private @Nullable Map<String, String> etags;

  private Outcomes() {}

  /** Outcomes of one's own, for tests and for merging those of several calls. */
  public static Outcomes of(
      List<String> notFound,
      List<String> notModified,
      List<String> unprocessed,
      Map<String, String> etags) {
    Outcomes outcomes = new Outcomes();
    outcomes.notFound = List.copyOf(notFound);
    outcomes.notModified = List.copyOf(notModified);
    outcomes.unprocessed = List.copyOf(unprocessed);
    outcomes.etags = Collections.unmodifiableMap(new LinkedHashMap<>(etags));
    return outcomes;
  }

  /** Ids of models that are missing, deleted or hidden from the caller. */
  public List<String> notFound() {
    return list(notFound).orElse(List.of());
  }

  /** Ids whose row still has the etag that was sent in {@code ifNoneMatch}. */
  public List<String> notModified() {
    return list(notModified).orElse(List.of());
  }

  /** Ids whose row the service could not produce. */
  public List<String> unprocessed() {
    return list(unprocessed).orElse(List.of());
  }

  /** The current etag of every returned and every unmodified row, by model id. */
  public Map<String, String> etags() {
    return map(etags).orElse(Map.of());
  }
}
