package dev.vitrine.row;

import dev.vitrine.store.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one revision of a model: who may see it, and the rows made so far. Immutable: a
 * grown entry replaces the old one, so that its weight is counted anew.
 */
public final class Entry {
  private static final int OVERHEAD_BYTES = 200;
  private static final int VIEW_BYTES = 120;

  /**
   * Callers choose field selections freely: more views than this of one model are made anew each
   * time.
   */
  private static final int MOST_VIEWS = 16;

  private final long revision;
  private final String owner;
  private final Visibility visibility;
  private final RowTraits traits;
  private final List<Made> rows;

  private Entry(
      long revision, String owner, Visibility visibility, RowTraits traits, List<Made> rows) {
    this.revision = revision;
    this.owner = owner;
    this.visibility = visibility;
    this.traits = traits;
    this.rows = rows;
  }

  /** A row and what it shows. */
  record Made(int shape, @Nullable Set<String> fields, Row row) {
    boolean shows(int asked, @Nullable Set<String> askedFields) {
      return shape == asked && Objects.equals(fields, askedFields);
    }
  }

  static Entry of(long revision, String owner, Visibility visibility, RowTraits traits, Made row) {
    return new Entry(revision, owner, visibility, traits, List.of(row));
  }

  public String owner() {
    return owner;
  }

  public Visibility visibility() {
    return visibility;
  }

  /** The row of a view if it was made and its URLs are still those of the window; else null. */
  @Nullable Row row(View view, Audience audience, long window) {
    int shape = traits.shape(view, audience);
    Set<String> fields = view.minimal() ? null : view.fields();
    for (int i = 0; i < rows.size(); i++) {
      Made made = rows.get(i);
      if (made.shows(shape, fields)) {
        return made.row().isCurrent(window) ? made.row() : null;
      }
    }
    return null;
  }

  /** The newer of two entries; of one revision, both entries' rows. */
  static Entry merge(Entry old, Entry made) {
    if (old.revision != made.revision) {
      return old.revision > made.revision ? old : made;
    }
    List<Made> both = new ArrayList<>(made.rows);
    for (Made row : old.rows) {
      if (made.rows.stream().noneMatch(other -> other.shows(row.shape(), row.fields()))) {
        both.add(row);
      }
    }
    return both.size() > MOST_VIEWS ? made : made.with(both);
  }

  /** This entry with a row replaced by its grown form; itself if it does not hold that row. */
  Entry grown(Row row, Row grown) {
    List<Made> replaced = new ArrayList<>(rows);
    replaced.replaceAll(
        made -> made.row() == row ? new Made(made.shape(), made.fields(), grown) : made);
    return replaced.equals(rows) ? this : with(replaced);
  }

  private Entry with(List<Made> others) {
    return new Entry(revision, owner, visibility, traits, List.copyOf(others));
  }

  int weight() {
    int sum = OVERHEAD_BYTES + 2 * owner.length();
    for (Made made : rows) {
      sum += VIEW_BYTES + made.row().weight();
    }
    return sum;
  }
}
