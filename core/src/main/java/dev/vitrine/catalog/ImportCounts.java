package dev.vitrine.catalog;

/**
 * What an import has done so far.
 *
 * @param imported documents written, new or replaced; durable
 * @param unchanged documents that were there with the same content
 * @param refused documents, or pieces of input, that were not taken
 */
public record ImportCounts(long imported, long unchanged, long refused) {
  static final ImportCounts NONE = new ImportCounts(0, 0, 0);

  ImportCounts plus(long moreImported, long moreUnchanged, long moreRefused) {
    return new ImportCounts(
        imported + moreImported, unchanged + moreUnchanged, refused + moreRefused);
  }

  public long total() {
    return imported + unchanged + refused;
  }
}
