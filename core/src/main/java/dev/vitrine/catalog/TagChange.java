package dev.vitrine.catalog;

import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tags that are to be added to a row and taken from it; one that is in both lists is added. */
final class TagChange {
  private static final String TAGS = "tags";
  private static final String ADD = "add";
  private static final String DELETE = "delete";

  private final Set<String> add;
  private final Set<String> delete;
  private final List<String> sentToAdd;
  private final List<String> sentToDelete;
  private final boolean strict;
  private final String bearer;
  private final List<String> added = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();

  /**
   * Reads a change.
   *
   * @param body {@code add} and {@code delete}: at most {@value TagRules#MOST} each; {@code strict}
   *     whether adding what is there and deleting what is not is refused
   * @param bearer what has the tags, for errors
   * @throws VitrineException INVALID_PARAMETER
   */
  TagChange(Parameters body, String bearer) {
    this.add = listed(body, ADD);
    this.delete = listed(body, DELETE);
    this.strict = body.flag("strict", false);
    this.bearer = bearer;
    this.sentToAdd = body.sent(ADD);
    this.sentToDelete = body.sent(DELETE);
    TagRules.check(ADD, sentToAdd);
  }

  private static Set<String> listed(Parameters body, String name) {
    Set<String> tags = body.texts(name, TagRules.MOST);
    return tags == null ? Set.of() : tags;
  }

  /**
   * The row with its new tags; the same if that changes nothing.
   *
   * @throws VitrineException INVALID_PARAMETER
   */
  JsonObject applied(JsonObject row) {
    added.clear();
    deleted.clear();
    JsonArray array = row.array(TAGS);
    Set<String> tags = new LinkedHashSet<>(array == null ? List.of() : array.strings());
    Set<String> had = Set.copyOf(tags);
    for (String tag : delete) {
      if (strict && !had.contains(tag)) {
        throw VitrineException.invalidElement(
            DELETE, sentToDelete.indexOf(tag), "is no tag of the " + bearer);
      }
      if (!add.contains(tag) && tags.remove(tag)) {
        deleted.add(tag);
      }
    }
    for (String tag : add) {
      if (strict && had.contains(tag)) {
        throw VitrineException.invalidElement(
            ADD, sentToAdd.indexOf(tag), "is a tag of the " + bearer + " already");
      }
      if (tags.add(tag)) {
        added.add(tag);
      }
    }
    if (!added.isEmpty()) {
      TagRules.checkNumber(ADD, tags.size(), bearer);
    }
    return added.isEmpty() && deleted.isEmpty() ? row : row.with(TAGS, JsonArray.ofStrings(tags));
  }

  /** What the last application really did. */
  ModelTags.Changed changed() {
    return new ModelTags.Changed(List.copyOf(added), List.copyOf(deleted));
  }
}
