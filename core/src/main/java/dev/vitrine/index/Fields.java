package dev.vitrine.index;

import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The fields of indexed documents, and the terms by which they are found.
 *
 * <p>All terms are in one field, each after the name of what it is a value of: a list that shows a
 * write waits for a part of the index with one document to be written and opened, and that costs by
 * the field.
 */
final class Fields {
  /** All that documents are found by, but for numbers. */
  static final String TERMS = "terms";

  /** The id alone, to sort by and to answer with. */
  static final String ID = "id";

  // Names of what terms are values of.
  static final String TYPE = "type";
  static final String STATUS = "status";
  static final String TAG = "tag";
  static final String COLLECTION = "collection";
  static final String CLASS = "class";
  static final String CAPABILITY = "capability";
  static final String SOURCE = "source";
  static final String CUSTOM = "custom";
  static final String AUTHOR = "author";
  static final String RESTRICTION = "restriction";

  /** An asset that a model uses. */
  static final String USED = "used";

  // What an asset came from.
  static final String PARENT = "parent";
  static final String ROOT = "root";
  static final String MODEL = "model";
  static final String INFERENCE = "inference";

  /** The kind and id of a document. */
  private static final String KEY = "key";

  /** Who may see it, see {@link Scope}. */
  private static final String SCOPE = "scope";

  // The owner and the tag of a live model or of an asset in lists: what tags are counted by.
  private static final String OWNER_TAG = "ownerTag";
  private static final String ASSET_TAG = "assetTag";

  static final String CREATED = "created";
  static final String UPDATED = "updated";
  static final String SCORE = "score";

  /** When a live model is to be deleted. */
  static final String DUE = "due";

  /** When a model in the trash was deleted. */
  static final String DELETED = "deleted";

  /** Bytes of the longest tag that is counted: a token of the list of tags holds one. */
  static final int LONGEST_COUNTED = 2900;

  /** Stands before the name of a term that is a hash, since the text is too long for Lucene. */
  private static final char HASHED = '#';

  private Fields() {}

  /** The term of a text, whatever its length. */
  static Term term(String name, String text) {
    BytesRef bytes = new BytesRef(name + ':' + text);
    return fits(bytes) ? new Term(TERMS, bytes) : new Term(TERMS, HASHED + name + ':' + hash(text));
  }

  private static boolean fits(BytesRef bytes) {
    return bytes.length <= IndexWriter.MAX_TERM_LENGTH;
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }

  static Term key(Key key) {
    return new Term(TERMS, key(key.kind(), key.id()));
  }

  static BytesRef key(Kind kind, String id) {
    return new BytesRef(KEY + ':' + kind.code() + ':' + id);
  }

  /** The documents of a kind, whoever owns them. */
  static Term all(Kind kind) {
    return term(SCOPE, kind.code());
  }

  /** The documents of a kind that a project owns. */
  static Term owned(Kind kind, String owner) {
    return term(SCOPE, kind.code() + '/' + owner);
  }

  /** The live models of a project that have a visibility. */
  static Term seen(String owner, Visibility visibility) {
    return term(SCOPE, "sees" + visibility.code() + '/' + owner);
  }

  /** The live public models. */
  static Term isPublic() {
    return term(SCOPE, "public");
  }

  /**
   * The assets of a project that are there to stay.
   *
   * @param only those of one visibility; null for all
   * @param hidden whether those that lists leave out are among them
   */
  static Term assets(String owner, @Nullable Visibility only, boolean hidden) {
    String seen = only == null ? "" : Integer.toString(only.code());
    return term(SCOPE, (hidden ? "has" : "lists") + seen + '/' + owner);
  }

  /** As {@link #assets}, the public ones of everybody. */
  static Term publicAssets(boolean hidden) {
    return term(SCOPE, hidden ? "publicAll" : "publicListed");
  }

  /** The assets that are being deleted. */
  static Term deletingAssets() {
    return term(SCOPE, "deleting");
  }

  /** The assets that became private and are being taken out of models of other projects. */
  static Term withdrawingAssets() {
    return term(SCOPE, "withdrawing");
  }

  /**
   * The term by which a tag of a live model or of an asset is counted; null if the tag is too long
   * to be.
   */
  static @Nullable Term counted(Kind kind, String owner, String tag) {
    BytesRef bytes = new BytesRef(counted(kind, owner) + tag);
    return length(tag) <= LONGEST_COUNTED && fits(bytes) ? new Term(TERMS, bytes) : null;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** What the terms of the tags of a project's models or assets begin with; the tag follows. */
  static String counted(Kind kind, String owner) {
    return (kind == Kind.ASSET ? ASSET_TAG : OWNER_TAG) + ':' + owner + '\0';
  }
}
