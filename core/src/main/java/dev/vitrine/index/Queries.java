package dev.vitrine.index;

import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    List<Query> all = new ArrayList<>();
    if (!tags(filter, all)) {
      all.addAll(scope(filter.scope(), searcher));
    }
    any(Fields.STATUS, filter.statuses(), all);
    any(Fields.TYPE, filter.types(), all);
    any(Fields.COLLECTION, filter.collectionIds(), all);
    range(Fields.CREATED, filter.created(), all);
    range(Fields.UPDATED, filter.updated(), all);
    return allOf(all);
  }

  static Query of(AssetFilter filter) {
    List<Query> all = new ArrayList<>();
    all.add(
        term(
            switch (filter.scope()) {
              case Scope.Own(String project, Visibility only) ->
                  Fields.assets(project, only, filter.hidden());
              case Scope.Public() -> Fields.publicAssets(filter.hidden());
              case Scope.Trash trash -> throw new IllegalStateException();
            }));
    filter.any().forEach((field, values) -> any(field.term(), values, all));
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

  /**
   * A project's own models are looked for by terms that hold the project too: of those of the tag
   * alone, a large catalogue has many that are not the project's.
   *
   * @return whether nothing out of the scope is left by that
   */
  private static boolean tags(ModelFilter filter, List<Query> to) {
    Scope.Own own = filter.scope() instanceof Scope.Own there ? there : null;
    List<Term> terms = new ArrayList<>();
    boolean scoped = own != null && own.only() == null && !filter.tags().isEmpty();
    for (String tag : filter.tags()) {
      Term counted = own == null ? null : Fields.counted(Kind.MODEL, own.projectId(), tag);
      terms.add(counted == null ? Fields.term(Fields.TAG, tag) : counted);
      scoped &= counted != null;
    }
    any(terms, to);
    return scoped;
  }

  private static void any(String field, Set<String> texts, List<Query> to) {
    any(texts.stream().map(text -> Fields.term(field, text)).toList(), to);
  }

  private static void any(List<Term> terms, List<Query> to) {
    if (terms.isEmpty()) {
      return;
    }
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
    return span(filter.created(), filter.updated(), sort);
  }

  static Span span(AssetFilter filter, SortKey sort) {
    return span(filter.created(), filter.updated(), sort);
  }

  private static Span span(@Nullable TimeRange created, @Nullable TimeRange updated, SortKey sort) {
    TimeRange range =
        switch (sort) {
          case CREATED_AT -> created;
          case UPDATED_AT -> updated;
          case SCORE -> null;
        };
    return range == null ? Span.ALL : span(range);
  }

  private static Span span(TimeRange range) {
    Instant after = range.after();
    Instant before = range.before();
    return new Span(
        after == null ? Long.MIN_VALUE : millis(after) + 1,
        before == null ? Long.MAX_VALUE : lastBefore(before));
  }

  /** The last millisecond that begins before an instant, which may lie within it. */
  private static long lastBefore(Instant instant) {
    long millis = millis(instant);
    boolean begins = instant.equals(instant.truncatedTo(ChronoUnit.MILLIS));
    return begins ? millis - 1 : millis;
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
