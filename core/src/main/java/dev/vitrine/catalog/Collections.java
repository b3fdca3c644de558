package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.WriteResult;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The collections of projects. Those of other projects do not exist for a caller; names are unique
 * within a project ({@link CollectionNames}).
 */
public final class Collections {
  private static final String NAME = "name";
  private static final String THUMBNAIL = "thumbnail";
  private static final int ATTEMPTS = 100;

  private final DocumentStore store;
  private final CollectionNames names;
  private final AssetLookup assets;
  private final InstantSource clock;

  public Collections(DocumentStore store, InstantSource clock) {
    this.store = store;
    this.names = new CollectionNames(store, clock);
    this.assets = new AssetLookup(store);
    this.clock = clock;
  }

  /** A collection and the document that holds it. */
  record Stored(Document document, StoredCollection collection) {
    long revision() {
      return document.revision();
    }
  }

  /**
   * A collection of the caller's project.
   *
   * @throws VitrineException NOT_FOUND
   */
  Stored get(Caller.KeyHolder caller, String id) {
    Stored found = find(caller.projectId(), id);
    if (found == null || !found.collection().isLive()) {
      throw notFound(id);
    }
    return found;
  }

  /**
   * Creates a collection.
   *
   * @param body {@code name}
   * @param id that no collection has; one of the caller's project that has it was created by the
   *     same request before, and is answered
   * @throws VitrineException INVALID_PARAMETER
   */
  Stored create(Caller.KeyHolder caller, String id, Parameters body) {
    caller.requireEditor();
    String name = Names.line(NAME, body.requiredText(NAME));
    String now = Times.format(clock.instant());
    Document made = names.create(StoredCollection.of(id, caller.projectId(), name, now));
    if (!caller.actsFor(made.owner())) {
      throw new IllegalStateException("an id was given twice");
    }
    return new Stored(made, StoredCollection.decode(made));
  }

  /**
   * Changes the name or the thumbnail of a collection.
   *
   * @param body {@code name}; {@code thumbnail}, null to have none
   * @throws VitrineException INVALID_PARAMETER, NOT_FOUND, PRECONDITION_FAILED
   */
  Stored update(Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    caller.requireEditor();
    String given = body.text(NAME);
    String name = given == null ? null : Names.line(NAME, given);
    String thumbnail = body.text(THUMBNAIL);
    boolean visible =
        thumbnail != null && assets.visible(caller, Set.of(thumbnail)).contains(thumbnail);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Stored before = get(caller, id);
      condition.check("Collection " + id, before.revision());
      StoredCollection current = before.collection();
      StoredCollection wanted = name == null ? current : current.named(name);
      if (body.unsets(THUMBNAIL)) {
        wanted = wanted.withThumbnail(null);
      } else if (thumbnail != null && !thumbnail.equals(current.thumbnail())) {
        if (!visible) {
          throw VitrineException.invalidParameter(THUMBNAIL, "names no asset");
        }
        wanted = wanted.withThumbnail(thumbnail);
      }
      if (wanted.equals(current)) {
        return before;
      }
      wanted = wanted.updated(Times.format(clock.instant()));
      Document document = before.document();
      long revision =
          wanted.name().equals(current.name())
              ? written(document, wanted)
              : names.rename(document, wanted);
      if (revision != 0) {
        return stored(document.key(), revision, wanted);
      }
    }
    throw busy(id);
  }

  /**
   * Marks a collection as being deleted, so that it exists for nobody any more. One that is marked
   * already is found too: deleting goes on.
   *
   * @throws VitrineException NOT_FOUND, PRECONDITION_FAILED
   */
  void mark(Caller.KeyHolder caller, String id, Precondition condition) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Stored found = find(caller.projectId(), id);
      if (found == null || found.collection().isCreating()) {
        throw notFound(id);
      }
      if (found.collection().isDeleting()) {
        return;
      }
      condition.check("Collection " + id, found.revision());
      if (written(found.document(), found.collection().deleting()) != 0) {
        return;
      }
    }
    throw busy(id);
  }

  /**
   * Lets one of those begin to change the content of a collection who expect it as it is now: each
   * makes a new revision of it, so that no other is let through on the same condition.
   *
   * @throws VitrineException NOT_FOUND, PRECONDITION_FAILED
   */
  void begin(Caller.KeyHolder caller, String id, Precondition condition) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Stored found = get(caller, id);
      condition.check("Collection " + id, found.revision());
      if (condition.any()
          || written(found.document(), found.collection().updated(Times.format(clock.instant())))
              != 0) {
        return;
      }
    }
    throw busy(id);
  }

  /**
   * Notes that the content of a collection changed.
   *
   * @return it as it is then; null if it does not exist any more
   */
  @Nullable Stored touch(Caller.KeyHolder caller, String id) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Stored found = find(caller.projectId(), id);
      if (found == null || !found.collection().isLive()) {
        return null;
      }
      StoredCollection touched = found.collection().updated(Times.format(clock.instant()));
      long revision = written(found.document(), touched); // Also within the same millisecond.
      if (revision != 0) {
        return stored(found.document().key(), revision, touched);
      }
    }
    throw busy(id);
  }

  /**
   * Refuses ids of collections that a project does not have.
   *
   * @param sent as the caller listed them, since errors name the place in that list
   * @param known those that are not asked about
   * @throws VitrineException INVALID_PARAMETER naming the first
   */
  public void checkOwn(String projectId, Collection<String> sent, Set<String> known) {
    Set<String> asked = new LinkedHashSet<>(sent);
    asked.removeAll(known);
    if (asked.isEmpty()) {
      return;
    }
    Set<String> there = existing(projectId, asked);
    int index = 0;
    for (String id : sent) {
      if (!known.contains(id) && !there.contains(id)) {
        throw VitrineException.invalidElement(
            "collectionIds", index, "names no collection of the project");
      }
      index++;
    }
  }

  /** Those of some ids that are collections of a project. One round trip. */
  public Set<String> existing(String projectId, Set<String> ids) {
    List<Key> keys =
        ids.stream().filter(Documents::isId).map(id -> new Key(Kind.COLLECTION, id)).toList();
    Set<String> there = new HashSet<>();
    Documents.each(
        store,
        keys,
        document -> {
          Stored stored = live(document);
          if (stored != null && document.owner().equals(projectId)) {
            there.add(document.key().id());
          }
        });
    Set<String> inOrder = new LinkedHashSet<>(ids);
    inOrder.retainAll(there);
    return inOrder;
  }

  /** What is stored, if it exists for its project; a damaged one does not. */
  static @Nullable Stored live(Document document) {
    try {
      StoredCollection collection = StoredCollection.decode(document);
      return collection.isLive() ? new Stored(document, collection) : null;
    } catch (CorruptDocumentException e) {
      return null;
    }
  }

  /** A collection of a project, in whatever state; null if there is none. */
  private @Nullable Stored find(String projectId, String id) {
    Document document = store.fetch(new Key(Kind.COLLECTION, id));
    return document == null || !document.owner().equals(projectId)
        ? null
        : new Stored(document, StoredCollection.decode(document));
  }

  private static Stored stored(Key key, long revision, StoredCollection collection) {
    return new Stored(CollectionNames.document(key, revision, collection), collection);
  }

  /** The revision of a write; 0 if another was faster. */
  private long written(Document document, StoredCollection collection) {
    return store.put(document.key(), document.revision(), collection.draft())
            instanceof WriteResult.Stored(long revision)
        ? revision
        : 0;
  }

  static VitrineException notFound(String id) {
    return new VitrineException(ErrorCode.NOT_FOUND, "Collection " + id + " not found");
  }

  private static VitrineException busy(String id) {
    return new VitrineException(
        ErrorCode.UNAVAILABLE, "Collection " + id + " is being changed by others all the time");
  }
}
