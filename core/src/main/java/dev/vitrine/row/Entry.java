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

  /** A place in a set: the names themselves are shared by all. */
  private static final int FIELD_BYTES = 16;

  /** Callers choose field selections freely: from so many rows on, old selections go. */
  private static final int MOST_VIEWS = 16;

  private final long revision;
  private final String owner;
  private final Visibility visibility;
  private final @Nullable RowTraits traits;
  private final List<Made> rows;

  private Entry(
      long revision,
      String owner,
      Visibility visibility,
      @Nullable RowTraits traits,
      List<Made> rows) {
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

  /** An entry that knows only who may see the model. */
  static Entry withoutRows(long revision, String owner, Visibility visibility) {
    return new Entry(revision, owner, visibility, null, List.of());
  }

  public String owner() {
    return owner;
  }

  public Visibility visibility() {
    return visibility;
  }

  /** The row of a view if it was made and its URLs are still those of the window; else null. */
  @Nullable Row row(View view, Audience audience, long window) {
    if (traits == null) {
      return null;
    }
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
    if (made.traits == null) {
      return old;
    }
    List<Made> both = new ArrayList<>(made.rows);
    boolean full = old.rows.size() >= MOST_VIEWS;
    for (Made row : old.rows) {
      boolean selection = row.fields() != null;
      if (!(full && selection)
          && made.rows.stream().noneMatch(other -> other.shows(row.shape(), row.fields()))) {
        both.add(row);
      }
    }
    return made.with(both);
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
      Set<String> fields = made.fields();
      sum += VIEW_BYTES + (fields == null ? 0 : FIELD_BYTES * fields.size()) + made.row().weight();
    }
    return sum;
  }
}
