package dev.vitrine.index;

import dev.vitrine.store.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a project's models and assets in the order of their UTF-8, each looked up only when
 * it is its turn.
 */
final class TagPages {
  private final List<Part> parts = new ArrayList<>();

  private TagPages(IndexSearcher searcher, String owner, @Nullable String afterTag)
      throws IOException {
    for (Kind kind : List.of(Kind.MODEL, Kind.ASSET)) {
      String prefix = Fields.counted(kind, owner);
      BytesRef from = new BytesRef(afterTag == null ? prefix : prefix + afterTag);
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        Terms terms = leaf.reader().terms(Fields.TERMS);
        if (terms != null) {
          Part part = new Part(leaf.reader(), terms.iterator(), new BytesRef(prefix));
          if (part.seek(from, afterTag != null)) {
            parts.add(part);
          }
        }
      }
    }
  }

  static List<TagCount> page(
      IndexSearcher searcher, String owner, @Nullable String afterTag, int size)
      throws IOException {
    TagPages pages = new TagPages(searcher, owner, afterTag);
    List<TagCount> page = new ArrayList<>();
    while (page.size() < size) {
      BytesRef tag = pages.least();
      if (tag == null) {
        break;
      }
      Counter counter = new Counter();
      pages.count(tag, counter);
      if (counter.count > 0) { // Only deleted documents may have it.
        page.add(counter.of(tag.utf8ToString()));
      }
    }
    return page;
  }

  private @Nullable BytesRef least() {
    BytesRef least = null;
    for (Part part : parts) {
      if (least == null || part.tag.compareTo(least) < 0) {
        least = part.tag;
      }
    }
    return least == null ? null : BytesRef.deepCopyOf(least);
  }

  /** Counts the documents that have a tag, and goes on to the next one. */
  private void count(BytesRef tag, Counter counter) throws IOException {
    List<Part> ended = new ArrayList<>();
    for (Part part : parts) {
      if (part.tag.equals(tag)) {
        part.count(counter);
        if (!part.next()) {
          ended.add(part);
        }
      }
    }
    parts.removeAll(ended);
  }

  private static final class Counter {
    private long count;
    private long firstCreatedAt = Long.MAX_VALUE;
    private long lastUpdatedAt = Long.MIN_VALUE;

    TagCount of(String tag) {
      return new TagCount(tag, count, firstCreatedAt, lastUpdatedAt);
    }
  }

  /** The terms of one part of the index that begin with a prefix; the tag follows. */
  private static final class Part {
    private final TermsEnum terms;
    private final BytesRef prefix;
    private final @Nullable Bits live;
    private final LeafReader reader;
    private BytesRef tag = new BytesRef();
    private @Nullable PostingsEnum postings;

    Part(LeafReader reader, TermsEnum terms, BytesRef prefix) {
      this.reader = reader;
      this.prefix = prefix;
      this.terms = terms;
      this.live = reader.getLiveDocs();
    }

    /** Goes to a term or the one after it. */
    boolean seek(BytesRef from, boolean pass) throws IOException {
      return switch (terms.seekCeil(from)) {
        case END -> false;
        case FOUND -> pass ? next() : isOn(terms.term());
        case NOT_FOUND -> isOn(terms.term());
      };
    }

    boolean next() throws IOException {
      return isOn(terms.next());
    }

    private boolean isOn(@Nullable BytesRef found) {
      if (found == null || !StringHelper.startsWith(found, prefix)) {
        return false;
      }
      tag = new BytesRef(found.bytes, found.offset + prefix.length, found.length - prefix.length);
      return true;
    }

    void count(Counter counter) throws IOException {
      NumericDocValues created = DocValues.getNumeric(reader, Fields.CREATED);
      NumericDocValues updated = DocValues.getNumeric(reader, Fields.UPDATED);
      postings = terms.postings(postings, PostingsEnum.NONE);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if ((live == null || live.get(doc))
            && created.advanceExact(doc)
            && updated.advanceExact(doc)) {
          counter.count++;
          counter.firstCreatedAt = Math.min(counter.firstCreatedAt, created.longValue());
          counter.lastUpdatedAt = Math.max(counter.lastUpdatedAt, updated.longValue());
        }
      }
    }
  }
}
