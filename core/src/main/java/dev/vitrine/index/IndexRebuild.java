package dev.vitrine.index;

import dev.vitrine.store.DocumentStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * Builds the index of a folder again from everything the store holds, beside the one that is there,
 * which goes on answering until the new one takes its place. A server that has the folder open
 * notices by itself. Whoever is killed meanwhile leaves files that the next one removes.
 */
public final class IndexRebuild {
  private static final int ATTEMPTS = 3;

  /** Hears how far it is, on the thread that builds. */
  public interface Listener {
    /**
     * Some more was indexed.
     *
     * @param done documents so far
     * @param about how many there are, about: the store may be written to meanwhile
     */
    void progressed(long done, long about);
  }

  /**
   * What was built.
   *
   * @param documents how many documents are in it
   * @param corrupt how many are not, for they could not be read
   */
  public record Result(long documents, long corrupt) {}

  private final IndexFolder folder;
  private final DocumentStore store;
  private volatile boolean cancelled;

  /** A rebuild of the index in a folder, which is created if it is not there. */
  public static IndexRebuild of(Path folder, DocumentStore store) {
    try {
      return new IndexRebuild(new DiskFolder(folder), store);
    } catch (IOException e) {
      throw new IndexRebuildException("The folder of the index cannot be used: " + e, e);
    }
  }

  IndexRebuild(IndexFolder folder, DocumentStore store) {
    this.folder = folder;
    this.store = store;
  }

  /**
   * Builds and publishes. Interrupting the thread calls it off too.
   *
   * @throws IndexRebuildException if it was not built
   * @throws IndexRebuildException.UnderWay if another is building it
   * @throws IndexRebuildException.Cancelled if it was called off
   */
  public Result run(Listener listener) {
    LuceneLog.quieten();
    try (Closeable lock = folder.tryLock()) {
      if (lock == null) {
        throw new IndexRebuildException.UnderWay();
      }
      folder.removeUnused();
      for (int attempt = 1; ; attempt++) {
        Result result = attempt(listener);
        if (result != null) {
          folder.removeUnused();
          return result;
        }
        if (attempt == ATTEMPTS) {
          throw new IndexRebuildException(
              "Deletions were forgotten again and again while the index was built.", null);
        }
      }
    } catch (IOException | AlreadyClosedException e) {
      if (isCancelled()) {
        throw new IndexRebuildException.Cancelled();
      }
      throw new IndexRebuildException("The index could not be built: " + e, e);
    }
  }

  /** Calls it off, from any thread: it ends soon, unless it is done already. */
  public void cancel() {
    cancelled = true;
  }

  private boolean isCancelled() {
    if (Thread.interrupted()) {
      cancelled = true;
    }
    return cancelled;
  }

  private void checkWanted() {
    if (isCancelled()) {
      throw new IndexRebuildException.Cancelled();
    }
  }

  /** Null if the feed could not be read to its end. */
  private @Nullable Result attempt(Listener listener) throws IOException {
    String generation = folder.create();
    boolean published = false;
    try {
      Result result;
      try (Directory directory = folder.open(generation)) {
        result = build(directory, listener);
      }
      if (result != null) {
        checkWanted();
        folder.publish(generation);
        published = true;
      }
      return result;
    } finally {
      if (!published) {
        checkInterrupted();
        folder.remove(generation);
      }
    }
  }

  /** An interrupted thread could not remove what it leaves. */
  private void checkInterrupted() {
    cancelled |= Thread.interrupted();
  }

  private @Nullable Result build(Directory directory, Listener listener) throws IOException {
    IndexWriter writer =
        new IndexWriter(
            directory, Generation.config().setOpenMode(IndexWriterConfig.OpenMode.CREATE));
    boolean done = false;
    try {
      Result result;
      try (RebuildFilling filling =
          new RebuildFilling(store, writer, listener, this::checkWanted)) {
        result = filling.run();
      }
      if (result != null) {
        writer.close();
        done = true;
      }
      return result;
    } finally {
      if (!done) {
        checkInterrupted();
        writer.rollback();
      }
    }
  }
}
