package dev.vitrine.row;

import dev.vitrine.row.RowTraits.RowView;
import dev.vitrine.store.Visibility;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one revision of a model: who may see it, and the rows made so far. Immutable: a grown entry replaces the
 * old one, so that its weight is counted anew.
 */
public final class Entry {
  private static final int OVERHEAD_BYTES = 200;
  private static final int VIEW_BYTES = 120;

  /** Callers choose field selections freely: more views than this of one model are made anew each time. */
  private static final int MOST_VIEWS = 16;

  private final long revision;
  private final String owner;
  private final Visibility visibility;
  private final RowTraits traits;
  private final Map<RowView, Row> rows;

  private Entry(long revision, String owner, Visibility visibility, RowTraits traits, Map<RowView, Row> rows) {
    this.revision = revision;
    this.owner = owner;
    this.visibility = visibility;
    this.traits = traits;
    this.rows = rows;
  }

  static Entry of(long revision, String owner, Visibility visibility, RowTraits traits, RowView view, Row row) {
    return new Entry(revision, owner, visibility, traits, Map.of(view, row));
  }

  public String owner() {
    return owner;
  }

  public Visibility visibility() {
    return visibility;
  }

  /** The row of a view if it was made and its URLs are still those of the window; else null. */
  @Nullable Row row(View view, Audience audience, long window) {
    Row row = rows.get(traits.canonical(view, audience));
    return row != null && row.isCurrent(window) ? row : null;
  }

  /** The newer of two entries; of one revision, both entries' rows. */
  static Entry merge(Entry old, Entry made) {
    if (old.revision != made.revision) {
      return old.revision > made.revision ? old : made;
    }
    Map<RowView, Row> both = new HashMap<>(old.rows);
    both.putAll(made.rows);
    return both.size() > MOST_VIEWS ? made : new Entry(made.revision, made.owner, made.visibility, made.traits, Map.copyOf(both));
  }

  int weight() {
    int sum = OVERHEAD_BYTES + 2 * owner.length();
    for (Row row : rows.values()) {
      sum += VIEW_BYTES + row.weight();
    }
    return sum;
  }
}
