package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which catalogue a store of documents holds: an id that it is given once and that never changes,
 * by which a store of assets knows whose it is. Exports do not contain it; a copy of a data folder
 * has the same.
 */
public final class CatalogueId {
  private static final Key KEY = new Key(Kind.CATALOGUE, "self");
  private static final String ID = "id";

  private CatalogueId() {}

  /**
   * The id; made if there is none yet.
   *
   * @throws VitrineException UNAVAILABLE if its document is damaged
   */
  public static String getOrCreate(DocumentStore store) {
    String known = find(store);
    if (known != null) {
      return known;
    }
    String made = new Ids().next(Ids.Sort.CATALOGUE);
    Bytes body = Bytes.wrap(DocumentCodec.encode(JsonObject.of(ID, new JsonString(made))));
    return switch (store.put(KEY, DocumentStore.ABSENT, Draft.of("", Visibility.PRIVATE, body))) {
      case WriteResult.Stored stored -> made;
      case WriteResult.Conflict(Document there) -> there == null ? getOrCreate(store) : id(there);
    };
  }

  /**
   * The id; null if there is none yet.
   *
   * @throws VitrineException UNAVAILABLE if its document is damaged
   */
  public static @Nullable String find(DocumentStore store) {
    Document document = store.fetch(KEY);
    return document == null ? null : id(document);
  }

  private static String id(Document document) {
    String id = null;
    try {
      id = DocumentCodec.decode(document.body().array()).text(ID);
    } catch (CorruptDocumentException e) {
      // As if it held none.
    }
    if (id == null) {
      throw new VitrineException(
          ErrorCode.UNAVAILABLE,
          "The document that says which catalogue this is is damaged: restore the data folder",
          Map.of("kind", KEY.kind().code(), "id", KEY.id()));
    }
    return id;
  }
}
