package dev.vitrine.index;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/**
 * What the index keeps of one document. Who may see it comes from the store's envelope, never from
 * the body.
 *
 * <p>A text that is too long for Lucene (32 766 bytes; only imports bring such) is kept as its
 * hash, so that it is found when asked for. A tag of more than {@value Fields#LONGEST_COUNTED}
 * bytes is not counted among a project's tags.
 */
final class IndexedFields {
  private final List<IndexableField> fields = new ArrayList<>(32);
  private final Set<String> tags = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private final Kind kind;
  private final String owner;
  private final Visibility visibility;
  private long createdAt;
  private long updatedAt;
  private double score;
  private boolean hidden;
  private boolean deleting;

  private IndexedFields(Key key, String owner, Visibility visibility) {
    this.kind = key.kind();
    this.owner = owner;
    this.visibility = visibility;
    add(Fields.key(key));
    fields.add(new SortedDocValuesField(Fields.ID, new BytesRef(key.id())));
    add(Fields.all(kind));
    if (kind != Kind.ASSET) {
      add(Fields.owned(kind, owner));
    }
    if (kind == Kind.MODEL) {
      add(Fields.seen(owner, visibility));
      if (visibility == Visibility.PUBLIC) {
        add(Fields.isPublic());
      }
    }
  }

  /**
   * The fields of a document.
   *
   * @throws CorruptDocumentException if its body cannot be read
   */
  static List<IndexableField> of(Key key, String owner, Visibility visibility, Bytes body) {
    IndexedFields document = new IndexedFields(key, owner, visibility);
    BodyScan.scan(key.kind(), body.array(), document);
    return document.finished();
  }

  /** One of the texts a field has. */
  void text(String field, String text) {
    add(Fields.term(field, text));
  }

  void tag(String tag) {
    if (!tags.add(tag)) {
      return;
    }
    text(Fields.TAG, tag);
  }

  /** An asset that a model uses, or would if it were restored. */
  void uses(String assetId) {
    if (used.add(assetId)) {
      text(Fields.USED, assetId);
    }
  }

  /** Lists leave the asset out. */
  void hidden() {
    hidden = true;
  }

  /** The asset became private, and models of other projects may show it still. */
  void withdrawing() {
    add(Fields.withdrawingAssets());
  }

  /** The asset is about to be gone: it is in no list. */
  void deleting() {
    deleting = true;
  }

  void createdAt(long millis) {
    createdAt = millis;
  }

  void updatedAt(long millis) {
    updatedAt = millis;
  }

  void score(double score) {
    this.score = score;
  }

  /** A time that is only ever looked for. */
  void time(String field, long millis) {
    fields.add(new LongPoint(field, millis));
  }

  private void add(Term term) {
    fields.add(new StringField(term.field(), term.bytes(), Field.Store.NO));
  }

  private List<IndexableField> finished() {
    if (kind == Kind.ASSET) {
      assetScopes();
    }
    if (kind == Kind.MODEL || (kind == Kind.ASSET && !deleting && !hidden)) {
      countedTags();
    }
    number(Fields.CREATED, createdAt);
    number(Fields.UPDATED, updatedAt);
    number(Fields.SCORE, scoreOrder(score, createdAt));
    return fields;
  }

  private void countedTags() {
    for (String tag : tags) {
      Term counted = Fields.counted(kind, owner, tag);
      if (counted != null) {
        add(counted);
      }
    }
  }

  private void assetScopes() {
    if (deleting) {
      add(Fields.deletingAssets());
      return;
    }
    for (boolean withHidden : hidden ? new boolean[] {true} : new boolean[] {true, false}) {
      add(Fields.assets(owner, null, withHidden));
      add(Fields.assets(owner, visibility, withHidden));
      if (visibility == Visibility.PUBLIC) {
        add(Fields.publicAssets(withHidden));
      }
    }
  }

  private void number(String field, long value) {
    fields.add(new LongPoint(field, value));
    fields.add(NumericDocValuesField.indexedField(field, value));
  }

  /**
   * A number that orders by the score and then by the second of creation, so that models of one
   * score (all of them, as a rule) need not be looked through one by one.
   */
  static long scoreOrder(double score, long createdAt) {
    float rounded = Double.isNaN(score) ? 0 : (float) score + 0.0f; // Adding makes -0 a 0.
    long seconds = Math.clamp(Math.floorDiv(createdAt, 1000), 0, 0xFFFF_FFFFL);
    return ((long) NumericUtils.floatToSortableInt(rounded) << 32) | seconds;
  }
}
