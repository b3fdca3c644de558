package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
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

/**
 * Changes of stored models by their owners: compare-and-set on one document, done again on the
 * newer one when somebody else was faster, so that changes of different fields all survive.
 */
public final class ModelEdits {
  private static final int ATTEMPTS = 100;

  private final DocumentStore store;
  private final ModelFields fields;
  private final InstantSource clock;

  public ModelEdits(DocumentStore store, ModelFields fields, InstantSource clock) {
    this.store = store;
    this.fields = fields;
    this.clock = clock;
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
   * @throws VitrineException FORBIDDEN, NOT_FOUND, PRECONDITION_FAILED, or what the change refuses
   */
  public Stored edit(Caller.KeyHolder caller, String id, Precondition condition, Change change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Document document = own(caller, id);
      condition.check("Model " + id, document.revision());
      ModelDocument before = ModelDocument.decode(document.body().array());
      ModelDocument after = change.apply(before);
      if (after.equals(before)) {
        return new Stored(document.revision(), document.owner(), before);
      }
      ModelDocument dated = after.withRow(after.row().with("updatedAt", now()));
      ModelDocument ordered = dated.withRow(fields.inRowOrder(dated.row()));
      if (store.put(document.key(), document.revision(), draft(document.owner(), ordered))
          instanceof WriteResult.Stored(long revision)) {
        return new Stored(revision, document.owner(), ordered);
      }
    }
    throw new VitrineException(
        ErrorCode.UNAVAILABLE, "Model " + id + " is being changed by others all the time");
  }

  /**
   * A model of the caller's project, for a write.
   *
   * @throws VitrineException FORBIDDEN if the key may only read, or if the model belongs to others
   *     and may be seen; NOT_FOUND if it does not exist for the caller
   */
  Document own(Caller.KeyHolder caller, String id) {
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
   * @throws VitrineException NOT_FOUND if it does not exist for the caller
   */
  public Stored seen(Caller caller, String id) {
    Document document = store.fetch(Key.model(id));
    if (document == null || !caller.maySee(document.owner(), document.visibility())) {
      throw VitrineException.modelNotFound(id);
    }
    return new Stored(
        document.revision(), document.owner(), ModelDocument.decode(document.body().array()));
  }

  private JsonString now() {
    return new JsonString(Times.format(clock.instant()));
  }

  /**
   * What is stored of a model.
   *
   * @throws VitrineException INVALID_PARAMETER if it is larger than documents may be
   */
  static Draft draft(String owner, ModelDocument model) {
    byte[] body = model.encode();
    int most = JsonLimits.DOCUMENT.bytes();
    if (body.length > most) {
      throw new VitrineException(
          ErrorCode.INVALID_PARAMETER,
          "The model would be larger than " + most + " bytes",
          Map.of("limit", most, "received", body.length));
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
