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

/** The fields of indexed documents, and the terms by which they are found. */
final class Fields {
  /** Names the document: its kind and its id. */
  static final String KEY = "key";

  /** The id alone, to sort by and to answer with. */
  static final String ID = "id";

  /** Who may see it, see {@link Scope}. */
  static final String SCOPE = "scope";

  static final String TYPE = "type";
  static final String STATUS = "status";
  static final String TAG = "tag";

  /** The owner and the tag of a live model: what tags are counted by. */
  static final String OWNER_TAG = "ownerTag";

  static final String COLLECTION = "collection";
  static final String CLASS = "class";
  static final String CAPABILITY = "capability";
  static final String SOURCE = "source";
  static final String CUSTOM = "custom";
  static final String AUTHOR = "author";
  static final String RESTRICTION = "restriction";

  static final String CREATED = "created";
  static final String UPDATED = "updated";
  static final String SCORE = "score";

  /** When a live model is to be deleted. */
  static final String DUE = "due";

  /** When a model in the trash was deleted. */
  static final String DELETED = "deleted";

  /** Stands for terms that are too long for Lucene: their field and their hash. */
  private static final String HASHED = "hashed";

  private Fields() {}

  /** The term of a text in a field, whatever its length. */
  static Term term(String field, String text) {
    BytesRef bytes = new BytesRef(text);
    return fits(bytes) ? new Term(field, bytes) : new Term(HASHED, field + ':' + hash(text));
  }

  static boolean fits(BytesRef bytes) {
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
    return new Term(KEY, key(key.kind(), key.id()));
  }

  static BytesRef key(Kind kind, String id) {
    return new BytesRef(kind.code() + ':' + id);
  }

  /** The documents of a kind, whoever owns them. */
  static Term all(Kind kind) {
    return new Term(SCOPE, kind.code());
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
    return new Term(SCOPE, "public");
  }

  /** Where the tags of a project begin among the terms of {@link #OWNER_TAG}. */
  static String ownerPrefix(String owner) {
    return owner + '\0';
  }
}
