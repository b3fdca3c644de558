package dev.vitrine.index;

import dev.vitrine.store.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Matches documents whose id no live model has: what is in the trash counts only then. A restored
 * model whose trash is still to be removed, or one that was imported again, is not in the trash.
 */
final class NoLiveModel extends Query {
  private final IndexSearcher searcher;

  NoLiveModel(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  @Override
  public Weight createWeight(IndexSearcher unused, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        SortedDocValues ids = DocValues.getSorted(leaf.reader(), Fields.ID);
        int documents = leaf.reader().maxDoc();
        LiveModels models = new LiveModels(searcher);
        TwoPhaseIterator matching =
            new TwoPhaseIterator(DocIdSetIterator.all(documents)) {
              @Override
              public boolean matches() throws IOException {
                return ids.advanceExact(approximation.docID())
                    && !models.has(ids.lookupOrd(ids.ordValue()));
              }

              @Override
              public float matchCost() {
                return 1000; // One look into the terms of each part of the index.
              }
            };
        return new ScorerSupplier() {
          @Override
          public Scorer get(long leadCost) {
            return new ConstantScoreScorer(score(), mode, matching);
          }

          @Override
          public long cost() {
            return documents;
          }
        };
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  /** The live models of the whole index, by id. */
  private static final class LiveModels {
    private static final BytesRef PREFIX = Fields.key(Kind.MODEL, "");

    private final List<LeafReader> parts = new ArrayList<>();
    private final List<TermsEnum> keys = new ArrayList<>();
    private @Nullable PostingsEnum postings;

    LiveModels(IndexSearcher searcher) throws IOException {
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        Terms terms = leaf.reader().terms(Fields.TERMS);
        if (terms != null) {
          parts.add(leaf.reader());
          keys.add(terms.iterator());
        }
      }
    }

    boolean has(BytesRef id) throws IOException {
      BytesRefBuilder key = new BytesRefBuilder();
      key.append(PREFIX);
      key.append(id);
      for (int i = 0; i < keys.size(); i++) {
        if (keys.get(i).seekExact(key.get()) && isLive(i)) {
          return true;
        }
      }
      return false;
    }

    private boolean isLive(int part) throws IOException {
      Bits live = parts.get(part).getLiveDocs();
      postings = keys.get(part).postings(postings, PostingsEnum.NONE);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (live == null || live.get(doc)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public String toString(String field) {
    return "NoLiveModel";
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NoLiveModel that && that.searcher.equals(searcher);
  }

  @Override
  public int hashCode() {
    return searcher.hashCode();
  }
}
