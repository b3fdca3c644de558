package dev.vitrine.server.http;

import dev.vitrine.bulk.RowSink;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.row.Audience;
import dev.vitrine.row.Row;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.row.View;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows of deleted models that can still be restored, for the project they belong to. */
final class DeletedRows {
  private static final Logger LOG = LoggerFactory.getLogger(DeletedRows.class);
  private static final long FETCH_BYTES = 8 << 20;

  private final DocumentStore store;
  private final RowEncoder encoder;

  DeletedRows(DocumentStore store, RowEncoder encoder) {
    this.store = store;
    this.encoder = encoder;
  }

  /**
   * Hands over the rows of a project's deleted models in the order of their ids; those that are not
   * deleted any more are left out.
   *
   * @param deflated whether with their compressed form
   */
  void read(String projectId, List<String> ids, View view, boolean deflated, RowSink sink) {
    List<Key> rest = ids.stream().map(id -> new Key(Kind.TRASH, id)).toList();
    while (!rest.isEmpty()) {
      Fetched fetched = store.fetch(rest, FETCH_BYTES);
      for (Document document : fetched.documents()) {
        if (document != null && document.owner().equals(projectId)) {
          row(document, view, deflated, sink);
        }
      }
      rest = rest.subList(fetched.read(), rest.size());
      sink.settled();
    }
  }

  private void row(Document document, View view, boolean deflated, RowSink sink) {
    Row row = row(document, view);
    if (row != null) {
      sink.row(deflated ? row.withDeflated() : row);
    }
  }

  /** By one thread at a time: a model may take much memory while it is decoded. */
  private synchronized @Nullable Row row(Document document, View view) {
    ModelDocument model;
    try {
      model = ModelDocument.decode(document.body().array());
    } catch (CorruptDocumentException e) {
      LOG.error("The deleted model {} {}", document.key().id(), e.getMessage());
      return null;
    }
    return encoder.encode(document.revision(), model, view, Audience.OWNER);
  }
}
