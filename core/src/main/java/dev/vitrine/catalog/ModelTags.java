package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import java.util.List;

/** Adds tags to models and takes them away (contract section 5, {@code PUT /models/{id}/tags}). */
public final class ModelTags {
  private final ModelEdits edits;

  public ModelTags(ModelEdits edits) {
    this.edits = edits;
  }

  /** What a change really did. */
  public record Changed(List<String> added, List<String> deleted) {}

  /**
   * Adds and deletes tags; one that is in both lists is there afterwards.
   *
   * @param body {@code add} and {@code delete}: at most {@value TagRules#MOST} each; {@code strict}
   *     whether adding what is there and deleting what is not is refused
   */
  public Changed change(
      Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    caller.requireEditor();
    TagChange change = new TagChange(body, "model");
    edits.edit(caller, id, condition, before -> before.withRow(change.applied(before.row())));
    return change.changed();
  }
}
