package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks again after a model that refers to assets was written: whoever deleted one meanwhile may
 * not have seen the model, and leaves it to the writer to take the reference out again ({@link
 * AssetRemoval}).
 */
public final class AssetUses {
  private static final int ATTEMPTS = 100;

  private final DocumentStore store;
  private final ModelEdits edits;

  public AssetUses(DocumentStore store, ModelEdits edits) {
    this.store = store;
    this.edits = edits;
  }

  /** A model as it is now, and the assets it does not refer to any more. */
  public record Settled(ModelEdits.Stored stored, Set<String> gone) {}

  /**
   * Assets of the catalogue, as they are before a model that refers to them is written.
   *
   * @param there all of them, in whatever state
   * @param borrowed those of other projects that the caller may see, or that became private a
   *     moment ago and are still being taken out of models
   */
  public record Known(Set<String> there, Set<String> borrowed) {
    static final Known NONE = new Known(Set.of(), Set.of());

    /**
     * Without those that a model referred to already: whoever deletes them finds it by the index,
     * and so does whoever makes them private, if it has their marks.
     */
    Known newTo(ModelDocument before) {
      Set<String> referred = new HashSet<>(ModelExamples.ids(before.row()));
      referred.removeAll(borrowed);
      referred.addAll(before.heldAssets());
      Set<String> fresh = new HashSet<>(there);
      fresh.removeAll(referred);
      return new Known(fresh, borrowed);
    }
  }

  /** What is known of some ids. Those that are no assets are images that only the model knows. */
  public Known known(Caller caller, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Known.NONE;
    }
    return new Known(
        found(ids, document -> true),
        found(ids, document -> !caller.actsFor(document.owner()) && isBorrowed(caller, document)));
  }

  private static boolean isBeingDeleted(Document document) {
    AssetEdits.Stored stored = AssetEdits.stored(document);
    return stored != null && stored.asset().deleting();
  }

  private static boolean isBorrowed(Caller caller, Document document) {
    AssetEdits.Stored live = AssetEdits.live(document);
    return live != null
        && (live.asset().withdrawing() || AssetEdits.seen(caller, document) != null);
  }

  /**
   * A stored model, and what it refers to that was there when it was stored so.
   *
   * @param known its assets
   * @param collections those it is in, in whatever state; an import may name others
   */
  record Original(Document document, ModelDocument model, Known known, Set<String> collections) {}

  /**
   * A model that is to be written again in another place.
   *
   * @param reader reads it; asked again until it does not change meanwhile
   * @throws VitrineException UNAVAILABLE while one of its assets is being deleted: that may yet be
   *     refused, and then the asset stays the model's
   */
  Original original(Caller caller, Supplier<Document> reader) {
    Document document = reader.get();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ModelDocument model = ModelDocument.decode(document.body().array());
      Set<String> held = model.heldAssets();
      for (String id : found(held, AssetUses::isBeingDeleted)) {
        throw AssetEdits.beingDeleted(id);
      }
      Known known = known(caller, held);
      Set<String> collections = collections(document.owner(), CollectionModels.ids(model));
      Document now = held.isEmpty() && collections.isEmpty() ? document : reader.get();
      if (now.revision() == document.revision()) {
        return new Original(document, model, known, collections);
      }
      document = now;
    }
    throw new VitrineException(
        ErrorCode.UNAVAILABLE,
        "Model " + document.key().id() + " is being changed by others all the time");
  }

  /**
   * Takes out of a model what is not there any more, or was lent and is not for the caller any
   * more.
   *
   * @param stored the model as it was written
   * @param known the assets it was written with that were there before
   */
  public Settled settle(Caller.KeyHolder caller, ModelEdits.Stored stored, Known known) {
    Set<String> gone = new HashSet<>(known.there());
    if (!gone.isEmpty()) {
      gone.removeAll(
          found(
              gone,
              document ->
                  known.borrowed().contains(document.key().id())
                      ? AssetEdits.seen(caller, document) != null
                      : AssetEdits.live(document) != null));
    }
    if (gone.isEmpty()) {
      return new Settled(stored, Set.of());
    }
    String id = stored.model().id();
    return new Settled(
        edits.amend(caller, id, model -> ModelImages.withoutGone(model, gone)), gone);
  }

  /** Those of some ids that are collections of a project, in whatever state. */
  Set<String> collections(String owner, Collection<String> ids) {
    List<Key> keys =
        ids.stream().filter(Documents::isId).map(id -> new Key(Kind.COLLECTION, id)).toList();
    return found(keys, document -> document.owner().equals(owner));
  }

  private Set<String> found(Collection<String> ids, Predicate<Document> which) {
    return found(ids.stream().filter(Documents::isId).map(AssetEdits::key).toList(), which);
  }

  private Set<String> found(List<Key> keys, Predicate<Document> which) {
    Set<String> found = new HashSet<>();
    Documents.each(
        store,
        keys,
        document -> {
          if (which.test(document)) {
            found.add(document.key().id());
          }
        });
    return found;
  }
}
