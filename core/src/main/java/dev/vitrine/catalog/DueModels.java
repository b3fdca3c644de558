package dev.vitrine.catalog;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.WriteResult;
import java.time.Instant;

/**
 * Models whose {@code softDeletionOn} has come: deleted if their project is still on the free plan,
 * else freed of the date. Where an installation has no such term, dates that came with imports mean
 * nothing.
 */
public final class DueModels implements Sweeper.Due {
  private final DocumentStore store;
  private final ModelRemoval removal;
  private final FreePlanTerm term;

  public DueModels(DocumentStore store, ModelRemoval removal, FreePlanTerm term) {
    this.store = store;
    this.removal = removal;
    this.term = term;
  }

  @Override
  public boolean deleteDue(String id, Instant now) {
    Document document = term.isOn() ? store.fetch(Key.model(id)) : null;
    if (document == null) {
      return false;
    }
    ModelDocument model;
    try {
      model = ModelDocument.decode(document.body().array());
    } catch (CorruptDocumentException e) {
      return false; // What cannot be read is left for whoever repairs it.
    }
    Instant on = Times.parse(model.row().text(FreePlanTerm.FIELD));
    if (on == null || on.isAfter(now)) {
      return false;
    }
    return term.isFree(document.owner())
        ? removal.deleteDue(document)
        : freed(document, model.withRow(model.row().without(FreePlanTerm.FIELD)));
  }

  private boolean freed(Document document, ModelDocument model) {
    Draft draft = Draft.of(document.owner(), document.visibility(), Bytes.wrap(model.encode()));
    return store.put(document.key(), document.revision(), draft) instanceof WriteResult.Stored;
  }
}
