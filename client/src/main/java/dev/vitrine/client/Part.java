package dev.vitrine.client;

import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.model.Outcomes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one answer to a bulk read holds. Filled while it is read. */
final class Part<R> {
  final List<R> rows = new ArrayList<>();
  final Map<String, InvalidFieldException> failures = new LinkedHashMap<>();
  @Nullable Outcomes outcomes;
}
