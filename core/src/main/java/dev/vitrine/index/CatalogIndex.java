package dev.vitrine.index;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WatchedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * Lists of the catalogue: which models, assets and collections there are, in what order. It answers
 * with ids; the documents are the store's.
 *
 * <p>It follows the store's feed on a thread of its own, and shows what this node has written to
 * the very next query. Losing it loses nothing: it is built again from the store. While there is
 * none, every query fails with {@link ErrorCode#UNAVAILABLE}.
 */
public final class CatalogIndex implements WatchedStore.Watcher, AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration FIRST_CATCH_UP = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 5;

  private final IndexKeeper keeper;
  private final LocalWrites writes;
  private final InstantSource clock;

  private CatalogIndex(
      IndexFolder folder, DocumentStore store, Duration firstCatchUp, InstantSource clock) {
    this.clock = clock;
    this.keeper = new IndexKeeper(folder, store, INTERVAL, firstCatchUp, clock);
    this.writes = new LocalWrites(new WrittenHere(keeper));
    keeper.start();
    writes.start();
  }

  /**
   * Opens the index of a store and returns at once; it answers as soon as it has caught up, or was
   * built. It is to be closed before the store.
   *
   * @param folder where its files are; null to keep it in memory
   * @throws StoreException if the folder cannot be used
   */
  public static CatalogIndex open(@Nullable Path folder, DocumentStore store, InstantSource clock) {
    LuceneLog.quieten();
    try {
      return open(folder == null ? new MemoryFolder() : new DiskFolder(folder), store, clock);
    } catch (IOException e) {
      throw new StoreException("The folder of the index cannot be used: " + e, e);
    }
  }

  static CatalogIndex open(IndexFolder folder, DocumentStore store, InstantSource clock) {
    return open(folder, store, FIRST_CATCH_UP, clock);
  }

  /**
   * As the other.
   *
   * @param firstCatchUp how long lists wait at the start for what others have written
   */
  static CatalogIndex open(
      IndexFolder folder, DocumentStore store, Duration firstCatchUp, InstantSource clock) {
    return new CatalogIndex(folder, store, firstCatchUp, clock);
  }

  /** Shows a write of this node to every query from now on. Never waits for the index. */
  @Override
  public void written(Key key, long revision, @Nullable Draft draft) {
    if (FeedPage.KINDS.contains(key.kind())) {
      writes.add(
          new Generation.State(
              key,
              revision,
              draft == null
                  ? null
                  : new Generation.Content(draft.owner(), draft.visibility(), draft.body())));
    }
  }

  /** The feed will tell what became of it. */
  @Override
  public void uncertain(Key key) {
    if (FeedPage.KINDS.contains(key.kind())) {
      keeper.wake();
    }
  }

  /**
   * A page of models.
   *
   * @param after where the page before ended, of the same query; null for the first
   * @param size 1 or more
   */
  public IndexPage models(ModelQuery query, @Nullable Place after, int size) {
    Order order = Order.of(query.sort(), query.descending());
    return search(searcher ->
        Pages.page(
            searcher,
            Queries.of(query.filter(), searcher),
            order,
            Queries.span(query.filter(), query.sort()),
            after,
            size));
  }

  /** A page of a project's collections, newest first. */
  public IndexPage collections(String projectId, @Nullable Place after, int size) {
    Order order = Order.of(SortKey.CREATED_AT, true);
    Query query = Queries.term(Fields.owned(Kind.COLLECTION, projectId));
    return search(searcher -> Pages.page(searcher, query, order, Span.ALL, after, size));
  }

  /**
   * The tags of a project's live models and of its assets in lists, in the order of their UTF-8.
   *
   * @param afterTag the last tag that is known already; null to begin
   */
  public List<TagCount> tags(String projectId, @Nullable String afterTag, int size) {
    return search(searcher -> TagPages.page(searcher, projectId, afterTag, size));
  }

  public long count(ModelFilter filter) {
    return search(searcher -> (long) searcher.count(Queries.of(filter, searcher)));
  }

  /**
   * A page of assets.
   *
   * @param after where the page before ended, of the same query; null for the first
   * @param size 1 or more
   */
  public IndexPage assets(AssetQuery query, @Nullable Place after, int size) {
    Order order = Order.of(query.sort(), query.descending());
    Span span = Queries.span(query.filter(), query.sort());
    return search(
        searcher -> Pages.page(searcher, Queries.of(query.filter()), order, span, after, size));
  }

  public long count(AssetFilter filter) {
    return search(searcher -> (long) searcher.count(Queries.of(filter)));
  }

  /** Live models that use an asset, whoever owns them, by id. */
  public List<String> modelsUsing(String assetId, @Nullable String afterId, int limit) {
    return ids(Kind.MODEL, Fields.term(Fields.USED, assetId), afterId, limit);
  }

  /** Deleted models that use an asset if they are restored, by id. */
  public List<String> trashUsing(String assetId, @Nullable String afterId, int limit) {
    return ids(Kind.TRASH, Fields.term(Fields.USED, assetId), afterId, limit);
  }

  /** How many live models use an asset, whoever owns them. */
  public long countModelsUsing(String assetId) {
    Query query = using(Kind.MODEL, Fields.term(Fields.USED, assetId));
    return search(searcher -> (long) searcher.count(query));
  }

  /** Assets in a collection, also those that are being deleted, by id. */
  public List<String> assetsInCollection(String collectionId, int limit) {
    return ids(Kind.ASSET, Fields.term(Fields.COLLECTION, collectionId), null, limit);
  }

  /** Assets that are being deleted, by id. */
  public List<String> deletingAssets(int limit) {
    return ids(Kind.ASSET, Fields.deletingAssets(), null, limit);
  }

  /** Assets that are being taken out of the models of other projects, by id. */
  public List<String> withdrawingAssets(int limit) {
    return ids(Kind.ASSET, Fields.withdrawingAssets(), null, limit);
  }

  /** Live models in a collection, whoever owns them, by id. */
  public List<String> modelsInCollection(String collectionId, int limit) {
    return ids(Kind.MODEL, Fields.term(Fields.COLLECTION, collectionId), null, limit);
  }

  /** Deleted models that are in a collection if they are restored, by id. */
  public List<String> trashInCollection(String collectionId, int limit) {
    return ids(Kind.TRASH, Fields.term(Fields.COLLECTION, collectionId), null, limit);
  }

  /** Live models of a class, whoever owns them, by id. */
  public List<String> modelsOfClass(String slug, @Nullable String afterId, int limit) {
    return ids(Kind.MODEL, Fields.term(Fields.CLASS, slug), afterId, limit);
  }

  /** Deleted models of a class, by id. */
  public List<String> trashOfClass(String slug, @Nullable String afterId, int limit) {
    return ids(Kind.TRASH, Fields.term(Fields.CLASS, slug), afterId, limit);
  }

  /** Live models whose time has come, by id. */
  public List<String> dueForDeletion(Instant now, int limit) {
    return until(Kind.MODEL, Fields.DUE, now, limit);
  }

  /**
   * Models whose deletion is so long ago, by id; also those that are live again, whose trash is
   * only left over.
   */
  public List<String> trashedBefore(Instant deletedAt, int limit) {
    return until(Kind.TRASH, Fields.DELETED, deletedAt, limit);
  }

  private List<String> until(Kind kind, String field, Instant last, int limit) {
    Query query =
        Queries.allOf(
            List.of(
                LongPoint.newRangeQuery(field, Long.MIN_VALUE, Queries.millis(last)),
                Queries.term(Fields.all(kind))));
    return search(searcher -> Pages.ids(searcher, query, null, limit));
  }

  private List<String> ids(Kind kind, Term term, @Nullable String afterId, int limit) {
    Query query = using(kind, term);
    return search(searcher -> Pages.ids(searcher, query, afterId, limit));
  }

  private static Query using(Kind kind, Term term) {
    return Queries.allOf(List.of(Queries.term(term), Queries.term(Fields.all(kind))));
  }

  private <T> T search(Generation.Search<T> search) {
    writes.awaitVisible();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Generation generation = keeper.serving();
      if (generation == null) {
        throw new VitrineException(
            ErrorCode.UNAVAILABLE, "The index is being built: lists are not available yet");
      }
      if (generation.lacksWrites()) {
        break;
      }
      try {
        return generation.search(search);
      } catch (AlreadyClosedException e) {
        keeper.wake(); // Another has taken its place, or is about to.
      } catch (IOException e) {
        generation.breakWith(e);
        keeper.wake();
        break;
      }
    }
    throw new VitrineException(
        ErrorCode.UNAVAILABLE, "The index cannot be read just now: try again soon");
  }

  /**
   * Waits until lists are answered.
   *
   * @return false if they are not by then
   */
  public boolean awaitReady(Duration timeout) throws InterruptedException {
    return keeper.awaitReady(timeout);
  }

  /**
   * Waits until lists show all that is in the store now, whoever wrote it.
   *
   * @return false if they do not by then
   */
  public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
    return keeper.awaitCaughtUp(timeout);
  }

  public IndexState state() {
    return keeper.state(clock.instant());
  }

  /** Commits and lets go of the files; what was not committed comes back by the feed. */
  @Override
  public void close() {
    writes.close();
    keeper.close();
  }
}
