package dev.vitrine.client.model;

import java.util.List;

/** By what lists of assets are sorted. */
public final class AssetSort extends OpenValue {
  private static final Known<AssetSort> KNOWN = new Known<>(AssetSort.class, AssetSort::new);

  /** {@code createdAt}, the time of creation. */
  public static final AssetSort CREATED_AT = KNOWN.add("createdAt");

  /** {@code updatedAt}, the time of the last change. */
  public static final AssetSort UPDATED_AT = KNOWN.add("updatedAt");

  private AssetSort(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static AssetSort of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<AssetSort> known() {
    return KNOWN.all();
  }
}
