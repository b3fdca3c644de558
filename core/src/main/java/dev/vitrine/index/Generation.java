package dev.vitrine.index;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Key;
import dev.vitrine.store.Position;
import dev.vitrine.store.Visibility;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One index, open for writing and searching.
 *
 * <p>Two threads write to it: one brings what the feed tells, the other what this node has written
 * just now. What the feed brings may be older than what was written meanwhile, and the other way
 * round; each write carries its revision, and the newer one wins. To know it, the revisions of
 * documents are kept until the feed has passed them.
 */
final class Generation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Generation.class);
  private static final double BUFFER_MEGABYTES = 32;
  private static final double SMALL_PART_MEGABYTES = 0.25;

  private final String name;
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final AtomicLong corrupt = new AtomicLong();

  /** Guarded by this. */
  private final Map<Key, Long> recent = new HashMap<>();

  private Position position;
  private volatile long passed;
  private volatile Instant complete;
  private volatile @Nullable Throwable broken;
  private volatile boolean lacksWrites;
  private volatile boolean retired;

  private Generation(String name, Directory directory, IndexWriter writer, Committed committed)
      throws IOException {
    this.name = name;
    this.directory = directory;
    this.writer = writer;
    this.position = committed.position();
    this.passed = committed.passed();
    this.complete = committed.complete();
    this.corrupt.set(committed.corrupt());
    this.searchers = new SearcherManager(writer, new Searchers());
  }

  /**
   * Opens an index and reads all of it once: one with a damaged byte is not believed.
   *
   * @throws IOException if it is not whole, of another format, or cannot be opened
   */
  static Generation open(IndexFolder folder, String name) throws IOException {
    LuceneLog.quieten();
    Directory directory = folder.open(name);
    IndexWriter writer = null;
    boolean opened = false;
    try {
      writer = new IndexWriter(directory, config().setOpenMode(IndexWriterConfig.OpenMode.APPEND));
      Committed committed = check(directory);
      Generation generation = new Generation(name, directory, writer, committed);
      opened = true;
      return generation;
    } catch (RuntimeException e) {
      throw new IOException("the index cannot be read", e);
    } finally {
      if (!opened) {
        if (writer != null) {
          writer.rollback();
        }
        IOUtils.closeWhileHandlingException(directory);
      }
    }
  }

  private static Committed check(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Committed committed = Committed.of(reader.getIndexCommit().getUserData());
      if (committed == null) {
        throw new IndexFormatTooOldException(directory.toString(), "made by another version");
      }
      for (LeafReaderContext leaf : reader.leaves()) {
        if (leaf.reader() instanceof CodecReader part) {
          part.checkIntegrity();
        }
      }
      return committed;
    }
  }

  static IndexWriterConfig config() {
    IndexWriterConfig config = new IndexWriterConfig((Analyzer) null);
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setMergeScheduler(new Merges());
    config.setCommitOnClose(false);
    // What a list waits for is made as small as can be: no merging before it is answered, no files
    // packed into one, and small parts merged with each other only.
    config.setMaxFullFlushMergeWaitMillis(0);
    config.setUseCompoundFile(false);
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setFloorSegmentMB(SMALL_PART_MEGABYTES);
    config.setMergePolicy(merges);
    return config;
  }

  String name() {
    return name;
  }

  /** Where in the feed this index is; for the thread that follows it. */
  Position position() {
    return position;
  }

  /** Notes that everything up to here was taken over. */
  synchronized void follow(Position next, long revision) {
    position = next;
    passed = Math.max(passed, revision);
    recent.values().removeIf(kept -> kept <= passed);
  }

  /** Notes that everything acknowledged before a time was taken over. */
  void complete(Instant until) {
    complete = until;
  }

  /** How long before a time everything is known to have been taken over. */
  Duration behind(Instant now) {
    Duration behind = Duration.between(complete, now);
    return behind.isNegative() ? Duration.ZERO : behind;
  }

  /** A document as it was at a revision. */
  record State(Key key, long revision, @Nullable Content content) {}

  /** What a document holds; a deleted one holds nothing. */
  record Content(String owner, Visibility visibility, Bytes body) {
    private List<IndexableField> fields(Key key) {
      return IndexedFields.of(key, owner, visibility, body);
    }
  }

  /** Takes a state over, unless a newer one of the same document is already here. */
  void take(State state) throws IOException {
    if (isKnown(state)) {
      return;
    }
    Content content = state.content();
    List<IndexableField> fields = null;
    CorruptDocumentException damage = null;
    try {
      fields = content == null ? null : content.fields(state.key());
    } catch (CorruptDocumentException e) {
      damage = e;
    }
    synchronized (this) {
      if (isKnown(state)) {
        return; // It was overtaken meanwhile.
      }
      if (fields == null) {
        writer.deleteDocuments(Fields.key(state.key()));
      } else {
        writer.updateDocument(Fields.key(state.key()), fields);
      }
      recent.put(state.key(), state.revision());
    }
    if (damage != null && corrupt.getAndIncrement() == 0) {
      LOG.warn(
          "Lists leave out stored documents that are damaged; the first is a {}: {}",
          state.key().kind().code(),
          damage.getMessage());
    }
  }

  private synchronized boolean isKnown(State state) {
    Long kept = recent.get(state.key());
    return kept != null ? kept >= state.revision() : passed >= state.revision();
  }

  /** Makes all that was taken over visible to searches. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  boolean hasUncommittedChanges() {
    return writer.hasUncommittedChanges();
  }

  /** Makes what was taken over durable, with the position it belongs to. */
  void commit() throws IOException {
    Map<String, String> data = new Committed(position, passed, complete, corrupt.get()).data();
    writer.setLiveCommitData(data.entrySet());
    writer.commit();
  }

  /** Something that reads the index. */
  interface Search<T> {
    T in(IndexSearcher searcher) throws IOException;
  }

  /**
   * Runs a search.
   *
   * @throws AlreadyClosedException if this generation has been replaced
   */
  <T> T search(Search<T> search) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return search.in(searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  /** Documents in it, as searches see it. */
  long documents() {
    try {
      return search(searcher -> (long) searcher.getIndexReader().numDocs());
    } catch (IOException | AlreadyClosedException e) {
      return 0;
    }
  }

  long corrupt() {
    return corrupt.get();
  }

  /** Gives it up: something is missing in it that should be there, or it can take nothing more. */
  void breakWith(Throwable cause) {
    if (broken == null) {
      broken = cause;
    }
  }

  /** Gives it up, for it could not take what this node has written. */
  void lacksWritesFor(Throwable cause) {
    lacksWrites = true;
    breakWith(cause);
  }

  /** Whether it must not answer any more, since this node's own writes are missing in it. */
  boolean lacksWrites() {
    return lacksWrites;
  }

  /** Why it was given up; null if it was not. */
  @Nullable Throwable broken() {
    Throwable cause = broken;
    return cause != null || retired || writer.isOpen()
        ? cause
        : new IOException("the index was closed by a failure", writer.getTragicException());
  }

  /** Whether another generation has taken its place. */
  boolean isRetired() {
    return retired;
  }

  /** Lets another open it; searches go on to see what they saw. */
  void stopWriting() {
    IOUtils.closeWhileHandlingException(writer::rollback);
  }

  /** Lets go of the files. What is not committed is gone, and comes back by the feed. */
  @Override
  public void close() {
    retired = true;
    IOUtils.closeWhileHandlingException(searchers, writer::rollback, directory);
  }

  /** Searches keep no cache of filters: what they cost is the same each time. */
  private static final class Searchers extends SearcherFactory {
    @Override
    public IndexSearcher newSearcher(
        org.apache.lucene.index.IndexReader reader,
        org.apache.lucene.index.@Nullable IndexReader previous) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      return searcher;
    }
  }
}
