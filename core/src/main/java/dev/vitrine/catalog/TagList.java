package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.index.TagCount;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the tags that the models of a project have, by name. Those that only imports bring, of more
 * than 2900 bytes, are left out: a page could not end with one.
 */
public final class TagList {
  /** Most tags of a page, and how many there are unless asked otherwise. */
  public static final int MOST = 100;

  public static final int STANDARD = 50;

  private final CatalogIndex index;

  public TagList(CatalogIndex index) {
    this.index = index;
  }

  /**
   * A page of tags.
   *
   * @param last the tag after which the next one begins; null if nothing follows
   */
  public record Page(JsonArray tags, @Nullable String last) {}

  /**
   * A page of the tags of the caller's project.
   *
   * @param after the tag before the page; null for the first page
   */
  public Page page(Caller.KeyHolder caller, int size, @Nullable String after) {
    String project = caller.projectId();
    List<TagCount> found = index.tags(project, after, size + 1);
    boolean more = found.size() > size;
    List<TagCount> page = more ? found.subList(0, size) : found;
    List<Json> tags = new ArrayList<>();
    page.forEach(tag -> tags.add(shown(tag, project)));
    return new Page(new JsonArray(tags), more ? page.getLast().tag() : null);
  }

  private static JsonObject shown(TagCount tag, String project) {
    return JsonObject.of("tagName", new JsonString(tag.tag()))
        .with("itemCount", new JsonNumber(tag.count()))
        .with("ownerId", new JsonString(project))
        .with("createdAt", time(tag.firstCreatedAt()))
        .with("updatedAt", time(tag.lastUpdatedAt()));
  }

  private static JsonString time(long millis) {
    return new JsonString(Times.format(Instant.ofEpochMilli(millis)));
  }
}
