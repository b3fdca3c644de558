package dev.vitrine.index;

import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** Filters as queries of the index. */
final class Queries {
  /** Terms up to which a union is looked through lazily instead of being collected first. */
  private static final int LAZY = 128;

  private Queries() {}

  static Query of(ModelFilter filter, IndexSearcher searcher) {
    List<Query> all = new ArrayList<>(scope(filter.scope(), searcher));
    any(Fields.STATUS, filter.statuses(), all);
    any(Fields.TYPE, filter.types(), all);
    any(Fields.TAG, filter.tags(), all);
    any(Fields.COLLECTION, filter.collectionIds(), all);
    range(Fields.CREATED, filter.created(), all);
    range(Fields.UPDATED, filter.updated(), all);
    return allOf(all);
  }

  static Query allOf(Collection<? extends Query> queries) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    queries.forEach(query -> all.add(query, Occur.FILTER));
    return all.build();
  }

  static Query term(Term term) {
    return new TermQuery(term);
  }

  private static List<Query> scope(Scope scope, IndexSearcher searcher) {
    return switch (scope) {
      case Scope.Own(String project, Visibility only) ->
          List.of(
              term(only == null ? Fields.owned(Kind.MODEL, project) : Fields.seen(project, only)));
      case Scope.Public() -> List.of(term(Fields.isPublic()));
      case Scope.Trash(String project) ->
          List.of(term(Fields.owned(Kind.TRASH, project)), new NoLiveModel(searcher));
    };
  }

  private static void any(String field, Set<String> texts, List<Query> to) {
    if (texts.isEmpty()) {
      return;
    }
    List<Term> terms = texts.stream().map(text -> Fields.term(field, text)).toList();
    if (terms.size() > LAZY) {
      to.add(new TermInSetQuery(Fields.TERMS, terms.stream().map(Term::bytes).toList()));
      return;
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    terms.forEach(term -> any.add(term(term), Occur.SHOULD));
    to.add(any.build());
  }

  private static void range(String field, @Nullable TimeRange range, List<Query> to) {
    if (range != null) {
      Span span = span(range);
      to.add(between(field, span.from(), span.until()));
    }
  }

  /** What a filter says of the number that a list is sorted by. */
  static Span span(ModelFilter filter, SortKey sort) {
    TimeRange range =
        switch (sort) {
          case CREATED_AT -> filter.created();
          case UPDATED_AT -> filter.updated();
          case SCORE -> null;
        };
    return range == null ? Span.ALL : span(range);
  }

  private static Span span(TimeRange range) {
    Instant after = range.after();
    Instant before = range.before();
    return new Span(
        after == null ? Long.MIN_VALUE : millis(after) + 1,
        before == null ? Long.MAX_VALUE : millis(before) - 1);
  }

  /** Documents whose value is in a range, both ends included. */
  static Query between(String field, long from, long until) {
    return new IndexOrDocValuesQuery(
        LongPoint.newRangeQuery(field, from, until),
        NumericDocValuesField.newSlowRangeQuery(field, from, until));
  }

  /** Instants that no document has are moved to where they keep their meaning. */
  static long millis(Instant instant) {
    long most = Long.MAX_VALUE / 4 / 1000;
    return instant.getEpochSecond() > most
        ? most * 1000
        : instant.getEpochSecond() < -most ? -most * 1000 : instant.toEpochMilli();
  }
}
