package dev.vitrine.client.model;

import java.util.List;

/** Whether a class is on offer. Models keep a class that has since been withdrawn. */
public final class ClassStatus extends OpenValue {
  private static final Known<ClassStatus> KNOWN = new Known<>(ClassStatus.class, ClassStatus::new);

  /** {@code published}. */
  public static final ClassStatus PUBLISHED = KNOWN.add("published");

  /** {@code unpublished}. */
  public static final ClassStatus UNPUBLISHED = KNOWN.add("unpublished");

  private ClassStatus(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static ClassStatus of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<ClassStatus> known() {
    return KNOWN.all();
  }
}
