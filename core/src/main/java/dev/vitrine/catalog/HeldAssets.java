package dev.vitrine.catalog;

import dev.vitrine.asset.AssetReferences;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.WriteResult;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Marks in models which of the assets they refer to are held by this catalogue, and so served under
 * its own URLs.
 */
public final class HeldAssets {
  private final DocumentStore store;

  public HeldAssets(DocumentStore store) {
    this.store = store;
  }

  /** Marks every asset that the models of a project mention as held. */
  public void markAllMentioned(String projectId) {
    new Records(store)
        .each(
            Kind.MODEL,
            document -> {
              if (document.owner().equals(projectId)) {
                mark(document.key(), document);
              }
            });
  }

  private void mark(Key key, Document first) {
    Document document = first;
    while (document != null) {
      ModelDocument model = ModelDocument.decode(document.body().array());
      Set<String> held = new TreeSet<>(model.heldAssets());
      if (!held.addAll(AssetReferences.ids(model.row()))) {
        return;
      }
      Bytes body = Bytes.wrap(model.withHeldAssets(held).encode());
      Draft draft = Draft.of(document.owner(), document.visibility(), body);
      document = conflicting(store.put(key, document.revision(), draft));
    }
  }

  private static @Nullable Document conflicting(WriteResult result) {
    return switch (result) {
      case WriteResult.Stored stored -> null;
      case WriteResult.Conflict(Document current) -> current;
    };
  }
}
