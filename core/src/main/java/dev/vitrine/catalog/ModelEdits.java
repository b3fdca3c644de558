package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Changes of stored models by their owners: compare-and-set on one document, done again on the
 * newer one when somebody else was faster, so that changes of different fields all survive.
 */
public final class ModelEdits {
  private static final int ATTEMPTS = 100;

  /** Bytes of memory that the tree of a document takes for each of its own, at most. */
  private static final int TREE = 40;

  private final DocumentStore store;
  private final ModelFields fields;
  private final InstantSource clock;
  private final TreeRoom room;

  /**
   * Edits of models.
   *
   * @param room for the models that are in memory meanwhile
   */
  public ModelEdits(DocumentStore store, ModelFields fields, InstantSource clock, TreeRoom room) {
    this.store = store;
    this.fields = fields;
    this.clock = clock;
    this.room = room;
  }

  /** A model as it is stored. */
  public record Stored(long revision, String owner, ModelDocument model) {}

  /** What is to become of a model; called again with a newer one when somebody else was faster. */
  public interface Change {
    /**
     * The model as it should be; an equal one if nothing is to change.
     *
     * @throws VitrineException if the change is refused
     */
    ModelDocument apply(ModelDocument before);
  }

  /**
   * Changes a model. {@code updatedAt} is set if anything did change; else nothing is written.
   *
   * @return the model as it is now
   * @throws VitrineException FORBIDDEN, NOT_FOUND, PRECONDITION_FAILED, TOO_MANY_REQUESTS if there
   *     is no room for the model, or what the change refuses
   */
  public Stored edit(Caller.KeyHolder caller, String id, Precondition condition, Change change) {
    return edit(caller, id, condition, model -> false, change, room);
  }

  /**
   * Changes a model, unless that was done before, by a request that is repeated: then the model is
   * answered as it is, whatever the condition, which that request has met.
   *
   * @param done whether a model has been changed already
   */
  Stored edit(
      Caller.KeyHolder caller,
      String id,
      Precondition condition,
      Predicate<ModelDocument> done,
      Change change) {
    return edit(caller, id, condition, done, change, room);
  }

  /**
   * Changes a model that the same request has written before: that is done with the room it holds
   * already, so that it is not refused half way.
   */
  Stored amend(Caller.KeyHolder caller, String id, Change change) {
    return edit(caller, id, Precondition.NONE, model -> false, change, TreeRoom.BOUNDLESS);
  }

  private Stored edit(
      Caller.KeyHolder caller,
      String id,
      Precondition condition,
      Predicate<ModelDocument> done,
      Change change,
      TreeRoom treeRoom) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Document document = owned(caller, id);
      treeRoom.hold(TREE * (long) document.body().length());
      ModelDocument before = ModelDocument.decode(document.body().array());
      if (done.test(before)) {
        return new Stored(document.revision(), document.owner(), before);
      }
      condition.check("Model " + id, document.revision());
      ModelDocument after = change.apply(before);
      if (after.equals(before)) {
        return new Stored(document.revision(), document.owner(), before);
      }
      ModelDocument dated = after.withRow(after.row().with("updatedAt", now()));
      ModelDocument ordered = dated.withRow(fields.inRowOrder(dated.row()));
      Draft draft = draft(document.owner(), ordered);
      treeRoom.hold(TREE * (long) draft.body().length()); // It may be changed once more.
      if (store.put(document.key(), document.revision(), draft)
          instanceof WriteResult.Stored(long revision)) {
        return new Stored(revision, document.owner(), ordered);
      }
    }
    throw new VitrineException(
        ErrorCode.UNAVAILABLE, "Model " + id + " is being changed by others all the time");
  }

  /** The room for what is in memory at a time. */
  TreeRoom room() {
    return room;
  }

  /** Holds room for the tree of a model that is stored in so many bytes. */
  void holdTree(Bytes stored) {
    room.hold(TREE * (long) stored.length());
  }

  /**
   * A model of the caller's project, for a write, and the room to decode it.
   *
   * @throws VitrineException FORBIDDEN if the key may only read, or if the model belongs to others
   *     and may be seen; NOT_FOUND if it does not exist for the caller; TOO_MANY_REQUESTS
   */
  Document own(Caller.KeyHolder caller, String id) {
    Document document = owned(caller, id);
    holdTree(document.body());
    return document;
  }

  private Document owned(Caller.KeyHolder caller, String id) {
    caller.requireEditor();
    Document document = store.fetch(Key.model(id));
    if (document == null || !caller.maySee(document.owner(), document.visibility())) {
      throw VitrineException.modelNotFound(id);
    }
    if (!caller.actsFor(document.owner())) {
      throw new VitrineException(
          ErrorCode.FORBIDDEN,
          "Model " + id + " belongs to another project",
          Map.of("modelId", id));
    }
    return document;
  }

  /**
   * A model that the caller may see, its own or not.
   *
   * @throws VitrineException NOT_FOUND if it does not exist for the caller; TOO_MANY_REQUESTS
   */
  public Stored seen(Caller caller, String id) {
    Document document = store.fetch(Key.model(id));
    if (document == null || !caller.maySee(document.owner(), document.visibility())) {
      throw VitrineException.modelNotFound(id);
    }
    holdTree(document.body());
    return new Stored(
        document.revision(), document.owner(), ModelDocument.decode(document.body().array()));
  }

  private JsonString now() {
    return new JsonString(Times.format(clock.instant()));
  }

  /** The bytes of a model that count: those of an export's line, and its secret. */
  static int size(ModelDocument model) {
    JsonObject extras = model.extras();
    String secret = model.wandbKey();
    return JsonWriter.write(model.row()).length
        + (extras == null ? 0 : JsonWriter.write(extras).length)
        + (secret == null ? 0 : secret.length());
  }

  /**
   * What is stored of a model: it keeps the marks of the assets that it still names.
   *
   * @throws VitrineException INVALID_PARAMETER if it is larger than documents may be
   */
  static Draft draft(String owner, ModelDocument model) {
    byte[] body = HeldMarks.ofNamed(model).encode();
    int most = JsonLimits.DOCUMENT.bytes();
    if (body.length > most && size(model) > most) {
      throw new VitrineException(
          ErrorCode.INVALID_PARAMETER,
          "The model would be larger than " + most + " bytes",
          Map.of("limit", most, "received", size(model)));
    }
    return Draft.of(owner, visibility(model.row()), Bytes.wrap(body));
  }

  /** Who may see a row; a privacy we do not know is private, the safe reading. */
  static Visibility visibility(JsonObject row) {
    return switch (row.text("privacy")) {
      case "public" -> Visibility.PUBLIC;
      case "unlisted" -> Visibility.UNLISTED;
      case null, default -> Visibility.PRIVATE;
    };
  }
}
