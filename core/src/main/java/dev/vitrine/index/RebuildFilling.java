package dev.vitrine.index;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;

/**
 * Reads a store's feed from its start to its end into a new index: one thread reads the store, the
 * others make of each batch of documents what is indexed.
 */
final class RebuildFilling implements AutoCloseable {
  private static final int PAGE = 2000;
  private static final int COUNTED_PAGE = 10_000;
  private static final int BATCH = 250;
  private static final long BATCH_BYTES = 4 << 20;

  private final DocumentStore store;
  private final IndexWriter writer;
  private final IndexRebuild.Listener listener;
  private final Runnable checkWanted;
  private final int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          threads, Thread.ofPlatform().daemon().name("index-rebuild-", 0).factory());
  private final Queue<Future<?>> underWay = new ArrayDeque<>();
  private final AtomicLong corrupt = new AtomicLong();
  private List<Document> batch = new ArrayList<>();
  private long batchBytes;
  private long total;
  private long lastCounted;
  private long done;

  /**
   * A filling.
   *
   * @param checkWanted throws if it was called off
   */
  RebuildFilling(
      DocumentStore store,
      IndexWriter writer,
      IndexRebuild.Listener listener,
      Runnable checkWanted) {
    this.store = store;
    this.writer = writer;
    this.listener = listener;
    this.checkWanted = checkWanted;
  }

  /** Fills and commits; null if the feed could not be read to its end. */
  IndexRebuild.@Nullable Result run() throws IOException {
    if (!count()) {
      return null;
    }
    Position position = Position.START;
    long passed = 0;
    Instant complete = Instant.EPOCH;
    for (boolean more = true; more; ) {
      complete = Instant.now();
      if (!(FeedPage.changes(store, position, PAGE) instanceof Feed.Changes page)) {
        return null;
      }
      FeedPage.documents(store, page.changes(), this::take);
      position = page.next();
      passed = page.changes().isEmpty() ? passed : page.changes().getLast().revision();
      more = page.more();
      listener.progressed(done, Math.max(total, done));
    }
    awaitAll();
    writer.setLiveCommitData(
        new Committed(position, passed, complete, corrupt.get()).data().entrySet());
    writer.commit();
    return new IndexRebuild.Result(writer.getDocStats().numDocs, corrupt.get());
  }

  /** How much there is to do; false if the feed could not be read to its end. */
  private boolean count() {
    Position position = Position.START;
    for (boolean more = true; more; ) {
      checkWanted.run();
      if (!(FeedPage.changes(store, position, COUNTED_PAGE) instanceof Feed.Changes page)) {
        return false;
      }
      for (Change change : page.changes()) {
        total += change.deleted() ? 0 : 1;
        lastCounted = change.revision();
      }
      position = page.next();
      more = page.more();
    }
    return true;
  }

  private void take(Change change, @Nullable Document document) throws IOException {
    checkWanted.run();
    if (change.revision() > lastCounted) {
      awaitAll();
      takeAgain(change, document);
    } else if (document != null) {
      batch.add(document);
      batchBytes += document.body().length();
      if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
        submit();
      }
    }
    done += document == null ? 0 : 1;
  }

  /** What was written since it was counted may have been added already. */
  private void takeAgain(Change change, @Nullable Document document) throws IOException {
    List<IndexableField> fields = document == null ? null : fields(document);
    if (fields == null) {
      writer.deleteDocuments(Fields.key(change.key()));
    } else {
      writer.updateDocument(Fields.key(change.key()), fields);
    }
  }

  private void submit() throws IOException {
    List<Document> documents = batch;
    batch = new ArrayList<>();
    batchBytes = 0;
    while (underWay.size() >= 2 * threads) {
      awaitOne();
    }
    Callable<Void> task =
        () -> {
          for (Document document : documents) {
            List<IndexableField> fields = fields(document);
            if (fields != null) {
              writer.addDocument(fields);
            }
          }
          return null;
        };
    underWay.add(executor.submit(task));
  }

  private void awaitAll() throws IOException {
    if (!batch.isEmpty()) {
      submit();
    }
    while (!underWay.isEmpty()) {
      awaitOne();
    }
  }

  private void awaitOne() throws IOException {
    try {
      underWay.remove().get();
    } catch (ExecutionException e) {
      throw new IOException("documents could not be added", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      checkWanted.run();
    }
  }

  private @Nullable List<IndexableField> fields(Document document) {
    try {
      return IndexedFields.of(
          document.key(), document.owner(), document.visibility(), document.body());
    } catch (CorruptDocumentException e) {
      corrupt.incrementAndGet();
      return null;
    }
  }

  /** Waits for what is under way; nothing is written to the index any more. */
  @Override
  public void close() {
    executor.close();
  }
}
