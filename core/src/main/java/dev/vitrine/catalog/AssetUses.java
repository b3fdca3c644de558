package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
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
     * Without those that a model referred to already: whoever deletes them or makes them private
     * finds it by the index.
     */
    Known newTo(ModelDocument before) {
      Set<String> fresh = new HashSet<>(there);
      fresh.removeAll(before.heldAssets());
      fresh.removeAll(ModelExamples.ids(before.row()));
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

  private static boolean isBorrowed(Caller caller, Document document) {
    AssetEdits.Stored live = AssetEdits.live(document);
    return live != null
        && (live.asset().withdrawing() || AssetEdits.seen(caller, document) != null);
  }

  /** A stored model, and the assets it refers to that were there when it was stored so. */
  record Original(Document document, ModelDocument model, Known known) {}

  /**
   * A model that is to be written again in another place.
   *
   * @param reader reads it; asked again until it does not change meanwhile
   */
  Original original(Caller caller, Supplier<Document> reader) {
    Document document = reader.get();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ModelDocument model = ModelDocument.decode(document.body().array());
      Set<String> held = model.heldAssets();
      Known known = known(caller, held);
      Document now = held.isEmpty() ? document : reader.get();
      if (now.revision() == document.revision()) {
        return new Original(document, model, known);
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

  private Set<String> found(Collection<String> ids, Predicate<Document> which) {
    List<Key> keys = ids.stream().filter(Documents::isId).map(AssetEdits::key).toList();
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
