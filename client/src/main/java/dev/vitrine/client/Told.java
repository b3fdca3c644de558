package dev.vitrine.client;

import dev.vitrine.client.model.Outcomes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a service said, answer by answer, of ids without a row. Not safe for several threads. */
final class Told {
  private final List<String> notFound = new ArrayList<>();
  private final List<String> notModified = new ArrayList<>();
  private final List<String> unprocessed = new ArrayList<>();
  private final Map<String, String> etags = new LinkedHashMap<>();
  private boolean anything;

  void add(Outcomes outcomes) {
    anything = true;
    notFound.addAll(outcomes.notFound());
    notModified.addAll(outcomes.notModified());
    unprocessed.addAll(outcomes.unprocessed());
    etags.putAll(outcomes.etags());
  }

  /** All of it so far; empty if it never said anything. */
  Optional<Outcomes> all() {
    return anything
        ? Optional.of(Outcomes.of(notFound, notModified, unprocessed, etags))
        : Optional.empty();
  }
}
