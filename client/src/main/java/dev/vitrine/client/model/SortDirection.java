package dev.vitrine.client.model;

import java.util.List;

/** In which direction a list is sorted. */
public final class SortDirection extends OpenValue {
  private static final Known<SortDirection> KNOWN =
      new Known<>(SortDirection.class, SortDirection::new);

  /** {@code asc}, the smallest or earliest first. */
  public static final SortDirection ASCENDING = KNOWN.add("asc");

  /** {@code desc}, the largest or latest first. */
  public static final SortDirection DESCENDING = KNOWN.add("desc");

  private SortDirection(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static SortDirection of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<SortDirection> known() {
    return KNOWN.all();
  }
}
