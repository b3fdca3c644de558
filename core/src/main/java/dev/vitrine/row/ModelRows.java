package dev.vitrine.row;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows by model id, made once: looks in the cache, and turns documents that were fetched into rows
 * that are kept.
 */
public final class ModelRows {
  /** Stands for the row of a model that does not exist for the caller; never sent. */
  public static final Row ABSENT = new Row(new byte[0], "absent", 0);

  /** Stands for the row of a document that is damaged; never sent. */
  public static final Row DAMAGED = new Row(new byte[0], "damaged", 0);

  private final RowCache cache;
  private final RowEncoder encoder;

  public ModelRows(RowCache cache, RowEncoder encoder) {
    this.cache = cache;
    this.encoder = encoder;
  }

  /** The window in which rows made now stay current; the same for a whole answer. */
  public long window() {
    return encoder.window();
  }

  /** What is known of a model; null if nothing is. */
  public @Nullable Entry known(String id) {
    return cache.get(id);
  }

  public boolean isKnownAbsent(String id) {
    return cache.isAbsent(id);
  }

  /** The kept row of a known model; null if it was not made yet or its URLs have grown old. */
  public @Nullable Row kept(Entry entry, View view, Audience audience, long window) {
    return entry.row(view, audience, window);
  }

  /** To be taken before documents are fetched, and handed in with each. */
  public RowCache.Stamp stamp(String id) {
    return cache.stamp(id);
  }

  /**
   * Makes and keeps the row of a fetched document.
   *
   * @throws CorruptDocumentException if the stored bytes are damaged
   */
  public Row make(Document document, View view, Audience audience, RowCache.Stamp stamp) {
    ModelDocument model = ModelDocument.decode(document.body().array());
    RowTraits traits = RowTraits.of(model);
    int shape = traits.shape(view, audience);
    Set<String> fields = view.minimal() ? null : view.fields();
    Row row =
        encoder.encode(
            document.revision(), model, RowTraits.view(shape, fields), RowTraits.audience(shape));
    cache.put(
        document.key().id(),
        Entry.of(
            document.revision(),
            document.owner(),
            document.visibility(),
            traits,
            new Entry.Made(shape, fields, row)),
        stamp);
    return row;
  }

  /** Remembers who may see a model whose row nobody needed. */
  public void seen(Document document, RowCache.Stamp stamp) {
    cache.put(
        document.key().id(),
        Entry.withoutRows(document.revision(), document.owner(), document.visibility()),
        stamp);
  }

  /** The row with its compressed form, which is kept if the row is. */
  public Row deflated(String id, Row row) {
    if (row.isDeflated()) {
      return row;
    }
    Row grown = row.withDeflated();
    cache.grow(id, row, grown);
    return grown;
  }

  /** Remembers briefly that a model was not found. */
  public void missing(String id, RowCache.Stamp stamp) {
    cache.putAbsent(id, stamp);
  }
}
