package dev.vitrine.index;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list: by numbers in one direction, then by id, ascending.
 *
 * @param first the number that is looked at first
 * @param second the number that decides between equals; null if there is none
 */
record Order(String first, @Nullable String second, boolean descending) {
  static Order of(SortKey key, boolean descending) {
    return switch (key) {
      case CREATED_AT -> new Order(Fields.CREATED, null, descending);
      case UPDATED_AT -> new Order(Fields.UPDATED, null, descending);
      case SCORE -> new Order(Fields.SCORE, Fields.CREATED, descending);
    };
  }

  Sort sort() {
    List<SortField> fields = new ArrayList<>();
    fields.add(new SortField(first, SortField.Type.LONG, descending));
    if (second != null) {
      fields.add(new SortField(second, SortField.Type.LONG, descending));
    }
    fields.add(new SortField(Fields.ID, SortField.Type.STRING));
    return new Sort(fields.toArray(SortField[]::new));
  }

  /** A document right at a place, whatever its number: those before it and itself are passed. */
  FieldDoc after(Place place) {
    BytesRef id = new BytesRef(place.id());
    Object[] values =
        second == null
            ? new Object[] {place.first(), id}
            : new Object[] {place.first(), place.second(), id};
    return new FieldDoc(Integer.MAX_VALUE, Float.NaN, values);
  }

  Place place(FieldDoc row) {
    return new Place((Long) row.fields[0], second == null ? 0 : (Long) row.fields[1], id(row));
  }

  static String id(FieldDoc row) {
    return ((BytesRef) row.fields[row.fields.length - 1]).utf8ToString();
  }
}
