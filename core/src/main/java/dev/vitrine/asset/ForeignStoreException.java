package dev.vitrine.asset;

/** A store of assets belongs to another catalogue, or may do so. */
public final class ForeignStoreException extends AssetStoreException {
  private static final long serialVersionUID = 1L;

  private ForeignStoreException(String message) {
    super(Reason.UNAVAILABLE, message, null);
  }

  /**
   * It belongs to another.
   *
   * @param owner the catalogue that owns it
   * @param catalogue the one that would use it
   */
  public static ForeignStoreException ownedBy(String owner, String catalogue) {
    return new ForeignStoreException(
        "The store of assets belongs to the catalogue "
            + owner
            + ", and this one is "
            + catalogue
            + ": give this one a folder, or a bucket or prefix, of its own. If that catalogue is no more, run: vitrine assets adopt --from "
            + owner);
  }

  /** It has blobs and no owner. */
  public static ForeignStoreException unowned() {
    return new ForeignStoreException(
        "Nothing says whose the blobs in the store of assets are. If they are this catalogue's, run: vitrine assets adopt --from nobody");
  }

  /**
   * Its owner cannot be told.
   *
   * @param where it should be written
   */
  public static ForeignStoreException damaged(String where) {
    return new ForeignStoreException(
        where
            + " holds something else than the id of a catalogue: restore it, or remove it and run: vitrine assets adopt --from nobody");
  }
}
