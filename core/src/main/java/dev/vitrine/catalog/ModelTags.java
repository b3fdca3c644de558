package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.ModelDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Adds tags to models and takes them away (contract section 5, {@code PUT /models/{id}/tags}). */
public final class ModelTags {
  private static final String TAGS = "tags";

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
    Set<String> add = listed(body, "add");
    Set<String> delete = listed(body, "delete");
    TagRules.check("add", add);
    boolean strict = body.flag("strict", false);
    List<String> added = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    edits.edit(
        caller,
        id,
        condition,
        before -> {
          added.clear();
          deleted.clear();
          return changed(before, add, delete, strict, added, deleted);
        });
    return new Changed(List.copyOf(added), List.copyOf(deleted));
  }

  private static Set<String> listed(Parameters body, String name) {
    Set<String> tags = body.texts(name, TagRules.MOST);
    return tags == null ? Set.of() : tags;
  }

  private static ModelDocument changed(
      ModelDocument before,
      Set<String> add,
      Set<String> delete,
      boolean strict,
      List<String> added,
      List<String> deleted) {
    JsonArray array = before.row().array(TAGS);
    Set<String> tags = new LinkedHashSet<>(array == null ? List.of() : array.strings());
    Set<String> had = Set.copyOf(tags);
    int index = 0;
    for (String tag : delete) {
      if (strict && !had.contains(tag)) {
        throw VitrineException.invalidElement("delete", index, "is no tag of the model");
      }
      if (!add.contains(tag) && tags.remove(tag)) {
        deleted.add(tag);
      }
      index++;
    }
    index = 0;
    for (String tag : add) {
      if (strict && had.contains(tag)) {
        throw VitrineException.invalidElement("add", index, "is a tag of the model already");
      }
      if (tags.add(tag)) {
        added.add(tag);
      }
      index++;
    }
    if (!added.isEmpty()) {
      TagRules.checkNumber("add", tags.size());
    }
    return added.isEmpty() && deleted.isEmpty()
        ? before
        : before.withRow(before.row().with(TAGS, JsonArray.ofStrings(tags)));
  }
}
