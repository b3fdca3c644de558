package dev.vitrine.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.vitrine.model.ModelId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies that clients really send in one pass over their bytes: an object of known
 * parameters, each at most once, whose texts are ASCII without escapes. It never judges: whatever
 * is out of the ordinary, right or wrong, is left to {@link BulkBody#of}, which means the same by
 * all that is read here.
 */
final class BulkBodyScanner {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = EACH << 7;

  private final byte[] body;
  private int at;
  private final DistinctIds ids = new DistinctIds();
  private final Set<Parameter> seen = EnumSet.noneOf(Parameter.class);
  private final Map<Parameter, Boolean> flags = new EnumMap<>(Parameter.class);
  private @Nullable Map<String, String> ifNoneMatch;

  private enum Parameter {
    MODEL_IDS,
    MINIMAL,
    SETTINGS,
    THUMBNAIL,
    ALL_TRAINING_IMAGES,
    TRAINING_IMAGES_PREVIEW,
    ORIGINAL_ASSETS,
    IF_NONE_MATCH
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
        flags.get(Parameter.MINIMAL),
        flags.get(Parameter.SETTINGS),
        flags.get(Parameter.THUMBNAIL),
        flags.get(Parameter.ALL_TRAINING_IMAGES),
        flags.get(Parameter.TRAINING_IMAGES_PREVIEW),
        flags.get(Parameter.ORIGINAL_ASSETS),
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
      case "modelIds" -> seen.add(Parameter.MODEL_IDS) && modelIds();
      case "ifNoneMatch" -> seen.add(Parameter.IF_NONE_MATCH) && ifNoneMatch();
      case "minimal" -> flag(Parameter.MINIMAL);
      case "settings" -> flag(Parameter.SETTINGS);
      case "thumbnail" -> flag(Parameter.THUMBNAIL);
      case "allTrainingImages" -> flag(Parameter.ALL_TRAINING_IMAGES);
      case "trainingImagesPreview" -> flag(Parameter.TRAINING_IMAGES_PREVIEW);
      case "originalAssets" -> flag(Parameter.ORIGINAL_ASSETS);
      default -> false;
    };
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
      if (id == null || !ModelId.isLegal(id) || !ids.add(id)) {
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

  private boolean flag(Parameter parameter) {
    if (!seen.add(parameter)) {
      return false;
    }
    if (word("true")) {
      flags.put(parameter, true);
      return true;
    }
    if (word("false")) {
      flags.put(parameter, false);
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
    int to = plainUntil(body, from);
    if (to == body.length || body[to] != '"') {
      return null;
    }
    at = to + 1;
    return new String(body, from, to - from, ISO_8859_1);
  }

  /**
   * Where the first byte stands that is no plain character of a text: eight are tried at a time.
   */
  private static int plainUntil(byte[] body, int from) {
    int at = from;
    for (; at <= body.length - Long.BYTES; at += Long.BYTES) {
      long eight = (long) EIGHT_BYTES.get(body, at);
      long quote = eight ^ (EACH * '"');
      long escape = eight ^ (EACH * '\\');
      // The high bit of the first byte that is a quote, an escape, a control or no ASCII is set,
      // and
      // none before it.
      long special =
          (((quote - EACH) & ~quote) | ((escape - EACH) & ~escape) | (eight - EACH * ' ') | eight)
              & HIGH_BITS;
      if (special != 0) {
        return at + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (at < body.length && body[at] >= ' ' && body[at] != '"' && body[at] != '\\') {
      at++;
    }
    return at;
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
    byte[] bytes = body;
    int next = at;
    while (next < bytes.length && isBlank(bytes[next])) {
      next++;
    }
    at = next;
  }

  private static boolean isBlank(byte b) {
    return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
  }

  /**
   * Texts in the order of first occurrence. Where many share a slot, by chance or by intent, it
   * gives up instead of becoming slow.
   */
  private static final class DistinctIds {
    private static final int MOST_TRIES = 64;
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
