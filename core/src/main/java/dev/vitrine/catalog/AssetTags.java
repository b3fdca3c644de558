package dev.vitrine.catalog;

import dev.vitrine.access.Caller;

/** Adds tags to assets and takes them away, as {@link ModelTags} does for models. */
public final class AssetTags {
  private final AssetEdits edits;

  public AssetTags(AssetEdits edits) {
    this.edits = edits;
  }

  /**
   * Adds and deletes tags.
   *
   * @param body as for {@link ModelTags#change}
   */
  public ModelTags.Changed change(
      Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    caller.requireEditor();
    TagChange change = new TagChange(body, "asset");
    edits.edit(caller, id, condition, before -> before.withRow(change.applied(before.row())));
    return change.changed();
  }
}
