package dev.vitrine.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies that clients really send in one pass over their bytes: an object of known
 * parameters, each at most once, whose texts are ASCII without escapes. It never judges: whatever
 * is out of the ordinary, right or wrong, is left to {@link BulkBody#of}, which means the same by
 * all that is read here.
 */
final class BulkBodyScanner {
  private final byte[] body;
  private int at;
  private final DistinctIds ids = new DistinctIds();
  private @Nullable Map<String, String> ifNoneMatch;
  private final @Nullable Boolean[] flags = new @Nullable Boolean[Flag.values().length];
  private int seen;

  private enum Flag {
    MINIMAL,
    SETTINGS,
    THUMBNAIL,
    ALL_TRAINING_IMAGES,
    TRAINING_IMAGES_PREVIEW,
    ORIGINAL_ASSETS
  }

  private BulkBodyScanner(byte[] body) {
    this.body = body;
  }

  /** What a body says; null if it has to be read by other means. */
  static @Nullable BulkBody scan(byte[] body) {
    BulkBodyScanner scanner = new BulkBodyScanner(body);
    return scanner.object() ? scanner.found() : null;
  }

  private BulkBody found() {
    return new BulkBody(
        ids.list(),
        flags[Flag.MINIMAL.ordinal()],
        flags[Flag.SETTINGS.ordinal()],
        flags[Flag.THUMBNAIL.ordinal()],
        flags[Flag.ALL_TRAINING_IMAGES.ordinal()],
        flags[Flag.TRAINING_IMAGES_PREVIEW.ordinal()],
        flags[Flag.ORIGINAL_ASSETS.ordinal()],
        ifNoneMatch);
  }

  private boolean object() {
    if (!next('{')) {
      return false;
    }
    if (!next('}')) {
      do {
        String name = text();
        if (name == null || !next(':') || !member(name)) {
          return false;
        }
      } while (next(','));
      if (!next('}')) {
        return false;
      }
    }
    skipBlanks();
    return at == body.length;
  }

  private boolean member(String name) {
    return switch (name) {
      case "modelIds" -> once(Flag.values().length) && modelIds();
      case "ifNoneMatch" -> once(Flag.values().length + 1) && ifNoneMatch();
      case "minimal" -> flag(Flag.MINIMAL);
      case "settings" -> flag(Flag.SETTINGS);
      case "thumbnail" -> flag(Flag.THUMBNAIL);
      case "allTrainingImages" -> flag(Flag.ALL_TRAINING_IMAGES);
      case "trainingImagesPreview" -> flag(Flag.TRAINING_IMAGES_PREVIEW);
      case "originalAssets" -> flag(Flag.ORIGINAL_ASSETS);
      default -> false;
    };
  }

  private boolean once(int parameter) {
    int bit = 1 << parameter;
    boolean first = (seen & bit) == 0;
    seen |= bit;
    return first;
  }

  private boolean modelIds() {
    if (!next('[')) {
      return false;
    }
    if (next(']')) {
      return true;
    }
    do {
      String id = text();
      if (id == null || !BulkBody.isModelId(id) || !ids.add(id)) {
        return false;
      }
    } while (next(','));
    return next(']');
  }

  private boolean ifNoneMatch() {
    if (!next('{')) {
      return false;
    }
    Map<String, String> etags = new HashMap<>();
    ifNoneMatch = etags;
    if (next('}')) {
      return true;
    }
    do {
      String id = text();
      String etag = id == null || !next(':') ? null : text();
      if (id == null || etag == null || etags.put(id, etag) != null) {
        return false;
      }
    } while (next(','));
    return next('}');
  }

  private boolean flag(Flag flag) {
    if (!once(flag.ordinal())) {
      return false;
    }
    if (word("true")) {
      flags[flag.ordinal()] = true;
      return true;
    }
    if (word("false")) {
      flags[flag.ordinal()] = false;
      return true;
    }
    return word("null");
  }

  private boolean word(String word) {
    skipBlanks();
    int end = at + word.length();
    if (end > body.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (body[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at = end;
    return true;
  }

  /** A text of ASCII without escapes; null if here is none. */
  private @Nullable String text() {
    if (!next('"')) {
      return null;
    }
    int from = at;
    int to = from;
    while (to < body.length && body[to] >= ' ' && body[to] != '"' && body[to] != '\\') {
      to++;
    }
    if (to == body.length || body[to] != '"') {
      return null;
    }
    at = to + 1;
    return new String(body, from, to - from, ISO_8859_1);
  }

  /** Takes this byte if it is the next one that is not blank. */
  private boolean next(char wanted) {
    skipBlanks();
    if (at < body.length && body[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < body.length
        && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
      at++;
    }
  }

  /**
   * Texts in the order of first occurrence. Where many share a slot, by chance or by intent, it
   * gives up instead of becoming slow.
   */
  private static final class DistinctIds {
    private static final int MOST_TRIES = 16;
    private static final int LEAST = 64;

    private String[] ids = new String[LEAST];
    private int count;

    /** Positions in {@code ids} plus one, by hash; 0 is free. At most half full. */
    private int[] slots = new int[2 * LEAST];

    /** Takes a text; false if it cannot tell whether it has it already. */
    boolean add(String id) {
      if (count == ids.length) {
        grow();
      }
      int mask = slots.length - 1;
      int slot = spread(id) & mask;
      for (int tried = 0; tried < MOST_TRIES; tried++) {
        int held = slots[slot];
        if (held == 0) {
          ids[count++] = id;
          slots[slot] = count;
          return true;
        }
        if (ids[held - 1].equals(id)) {
          return true;
        }
        slot = (slot + 1) & mask;
      }
      return false;
    }

    private void grow() {
      ids = Arrays.copyOf(ids, 2 * count);
      slots = new int[2 * slots.length];
      int mask = slots.length - 1;
      for (int i = 0; i < count; i++) {
        int slot = spread(ids[i]) & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = i + 1;
      }
    }

    private static int spread(String id) {
      int hash = id.hashCode() * 0x9E3779B9;
      return hash ^ (hash >>> 15);
    }

    List<String> list() {
      return List.of(Arrays.copyOf(ids, count));
    }
  }
}
