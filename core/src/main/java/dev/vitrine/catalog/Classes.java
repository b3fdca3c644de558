package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.model.ModelId;
import dev.vitrine.model.TextBounds;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The classes that models can be trained on, managed by the operator. A model holds a copy of its
 * class, which follows the class ({@link ClassFanout}).
 */
public final class Classes {
  /** Most pictures of a class. */
  public static final int MOST_THUMBNAILS = 20;

  private static final String CLASS_SLUG = "classSlug";
  private static final String CLASS = "class";
  private static final String SLUG = "slug";
  private static final String STATUS = "status";
  private static final String PUBLISHED = "published";
  private static final String UNPUBLISHED = "unpublished";
  private static final String THUMBNAILS = "thumbnails";
  private static final Pattern SLUG_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final TextBounds PROMPT = TextBounds.prose(4096);
  private static final TextBounds URL = TextBounds.line(2048);

  private final DocumentStore store;
  private final ModelFields fields;

  public Classes(DocumentStore store, ModelFields fields) {
    this.store = store;
    this.fields = fields;
  }

  /**
   * A class as a model holds it, whatever its status.
   *
   * @return null if there is none
   */
  public @Nullable JsonObject find(String slug) {
    Document document = Documents.isId(slug) ? store.fetch(key(slug)) : null;
    return document == null ? null : decode(document);
  }

  /**
   * A class that new models can be trained on.
   *
   * @throws VitrineException INVALID_PARAMETER if there is none of this name, or it is not
   *     published
   */
  public JsonObject published(String slug) {
    JsonObject found = find(slug);
    if (found == null || !PUBLISHED.equals(found.text(STATUS))) {
      throw VitrineException.invalidParameter(CLASS_SLUG, "names no class that is published");
    }
    return found;
  }

  /**
   * A class.
   *
   * @throws VitrineException NOT_FOUND
   */
  public JsonObject get(String slug) {
    JsonObject found = find(slug);
    if (found == null) {
      throw notFound(slug);
    }
    return found;
  }

  /** All classes, by slug. */
  public List<JsonObject> list() {
    return new Records(store)
        .all(Kind.CLASS).stream()
            .map(Classes::decode)
            .sorted(Comparator.comparing(found -> Records.text(found, SLUG)))
            .toList();
  }

  /**
   * Writes a class, new or in place of the one with its slug. Without a status, it keeps the one it
   * had; a new one is unpublished.
   *
   * @param given the members of a model's {@code class}; unknown ones are kept
   * @return it as it is stored
   * @throws VitrineException INVALID_PARAMETER
   */
  public JsonObject put(JsonObject given) {
    JsonObject kept = checked(given);
    Key key = key(Records.text(kept, SLUG));
    while (true) {
      Document before = store.fetch(key);
      JsonObject wanted = kept;
      if (wanted.get(STATUS) == null) {
        String status = before == null ? null : decode(before).text(STATUS);
        wanted = wanted.with(STATUS, new JsonString(status == null ? UNPUBLISHED : status));
      }
      wanted = ordered(wanted);
      if (before != null && decode(before).equals(wanted)) {
        return wanted;
      }
      if (write(key, before, wanted)) {
        return wanted;
      }
    }
  }

  /**
   * Offers a class to new models.
   *
   * @throws VitrineException NOT_FOUND
   */
  public JsonObject publish(String slug) {
    return withStatus(slug, PUBLISHED);
  }

  /**
   * Withdraws a class from new models; those that have it keep it.
   *
   * @throws VitrineException NOT_FOUND
   */
  public JsonObject unpublish(String slug) {
    return withStatus(slug, UNPUBLISHED);
  }

  private JsonObject withStatus(String slug, String status) {
    while (true) {
      Document before = Documents.isId(slug) ? store.fetch(key(slug)) : null;
      if (before == null) {
        throw notFound(slug);
      }
      JsonObject current = decode(before);
      JsonObject wanted = ordered(current.with(STATUS, new JsonString(status)));
      if (wanted.equals(current) || write(before.key(), before, wanted)) {
        return wanted;
      }
    }
  }

  /**
   * Removes a class.
   *
   * @param force also if models have it, which then keep it; else all models are looked through
   * @return false if models have it, and it was left
   * @throws VitrineException NOT_FOUND
   */
  public boolean delete(String slug, boolean force) {
    while (true) {
      Document before = Documents.isId(slug) ? store.fetch(key(slug)) : null;
      if (before == null) {
        throw notFound(slug);
      }
      if (!force && isInUse(slug)) {
        return false;
      }
      if (store.delete(before.key(), before.revision()) instanceof WriteResult.Stored) {
        return true;
      }
    }
  }

  private boolean isInUse(String slug) {
    AtomicBoolean found = new AtomicBoolean();
    new Records(store)
        .each(
            Kind.MODEL,
            document -> {
              if (!found.get() && has(document, slug)) {
                found.set(true);
              }
            });
    return found.get();
  }

  /** Whether a model has a class; of a damaged one it is not known. */
  private static boolean has(Document document, String slug) {
    try {
      JsonObject held = ModelDocument.decode(document.body().array()).row().object(CLASS);
      return held != null && slug.equals(held.text(SLUG));
    } catch (CorruptDocumentException e) {
      return false;
    }
  }

  private boolean write(Key key, @Nullable Document before, JsonObject wanted) {
    return store.put(
            key,
            before == null ? DocumentStore.ABSENT : before.revision(),
            Draft.of("", Visibility.PRIVATE, Bytes.wrap(DocumentCodec.encode(wanted))))
        instanceof WriteResult.Stored;
  }

  /** Checked by the shapes and bounds of a model's class, and by those of a class alone. */
  private JsonObject checked(JsonObject given) {
    JsonObject kept = fields.written(JsonObject.of(CLASS, given)).object(CLASS);
    if (kept == null) {
      throw new IllegalStateException("an object stays one");
    }
    String slug = kept.text(SLUG);
    if (slug == null || !SLUG_FORM.matcher(slug).matches()) {
      throw VitrineException.invalidParameter(
          SLUG,
          "must be 1 to 100 letters, digits, dots, dashes and underscores, a letter or digit first");
    }
    if (kept.text("name") == null) {
      throw VitrineException.invalidParameter("name", "is required");
    }
    line(kept, "name", 256);
    line(kept, "category", 100);
    line(kept, "modelId", ModelId.LONGEST);
    for (String prompt : List.of("prompt", "conceptPrompt")) {
      String text = kept.text(prompt);
      if (text != null) {
        PROMPT.check(text, prompt);
      }
    }
    checkThumbnails(kept.array(THUMBNAILS));
    String status = kept.text(STATUS);
    if (status != null && !status.equals(PUBLISHED) && !status.equals(UNPUBLISHED)) {
      throw VitrineException.invalidParameter(STATUS, "must be one of published, unpublished");
    }
    return kept;
  }

  private static void line(JsonObject kept, String member, int longest) {
    String text = kept.text(member);
    if (text != null) {
      if (text.isBlank()) {
        throw VitrineException.invalidParameter(member, "must not be blank");
      }
      TextBounds.line(longest).check(text, member);
    }
  }

  private static void checkThumbnails(@Nullable JsonArray thumbnails) {
    if (thumbnails == null) {
      return;
    }
    if (thumbnails.size() > MOST_THUMBNAILS) {
      throw VitrineException.invalidParameter(
          THUMBNAILS,
          "must have at most " + MOST_THUMBNAILS + " elements",
          Map.of("limit", MOST_THUMBNAILS, "received", thumbnails.size()));
    }
    for (int i = 0; i < thumbnails.size(); i++) {
      String url = thumbnails.strings().get(i);
      if (!url.startsWith("https://") && !url.startsWith("http://")) {
        throw VitrineException.invalidElement(THUMBNAILS, i, "must be an HTTP URL");
      }
      URL.check(url, THUMBNAILS + "[" + i + "]");
    }
  }

  /** Known members by name, unknown ones last, as they stood. */
  private static JsonObject ordered(JsonObject given) {
    JsonObject ordered = JsonObject.EMPTY;
    for (String member :
        List.of(
            "category", "conceptPrompt", "modelId", "name", "prompt", SLUG, STATUS, THUMBNAILS)) {
      Json value = given.get(member);
      ordered = value == null ? ordered : ordered.with(member, value);
    }
    for (var member : given.members().entrySet()) {
      if (ordered.get(member.getKey()) == null) {
        ordered = ordered.with(member.getKey(), member.getValue());
      }
    }
    return ordered;
  }

  /**
   * Decodes a stored class.
   *
   * @throws CorruptDocumentException if it is none
   */
  static JsonObject decode(Document document) {
    JsonObject decoded = DocumentCodec.decode(document.body().array());
    Records.text(decoded, SLUG);
    return decoded;
  }

  static Key key(String slug) {
    return new Key(Kind.CLASS, slug);
  }

  private static VitrineException notFound(String slug) {
    return new VitrineException(ErrorCode.NOT_FOUND, "Class " + slug + " not found");
  }
}
