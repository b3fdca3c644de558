package dev.vitrine.store.sql;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.RevisionPosition;
import dev.vitrine.store.StoreArguments;
import dev.vitrine.store.StoreCapabilities;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents in a SQLite database in one folder, which any number of processes may use at the same
 * time. Acknowledged writes are on the disk.
 */
public final class EmbeddedStore implements DocumentStore {
  private final Path folder;
  private final @Nullable ServerLock lock;
  private final String name;
  private final Readers readers;

  /** The feed has a thread of its own: whoever follows it must not wait behind bulk reads. */
  private final Readers feed;

  private final Writer writer;

  private EmbeddedStore(
      Path folder, Database database, @Nullable ServerLock lock, InstantSource clock)
      throws SQLException, IOException {
    database.create(folder);
    this.folder = folder;
    this.lock = lock;
    this.name = database.name();
    // Twice the processors, for some will be waiting for the disk.
    this.readers =
        new Readers(folder, database, name, 2 * Runtime.getRuntime().availableProcessors());
    this.feed = new Readers(folder, database, name, 1);
    this.writer = new Writer(folder, database, clock);
  }

  /**
   * Opens the store of a data folder, which is created if it is not there.
   *
   * @throws StoreException if that cannot be; its message says what to do
   */
  public static EmbeddedStore open(Path folder, Role role) {
    return open(folder, role, InstantSource.system());
  }

  /** As {@link #open(Path, Role)}, with tombstones that take their time from a clock. */
  public static EmbeddedStore open(Path folder, Role role, InstantSource clock) {
    return open(folder, role, clock, new String[0]);
  }

  /**
   * As {@link #open(Path, Role, InstantSource)}, with SQLite's settings for the connection that
   * writes.
   */
  static EmbeddedStore open(Path folder, Role role, InstantSource clock, String... writerSettings) {
    DataFolder.prepare(folder);
    ServerLock lock = null;
    boolean opened = false;
    try {
      lock = role == Role.SERVER ? ServerLock.take(folder) : null;
      EmbeddedStore store =
          new EmbeddedStore(folder, new Database(folder, writerSettings), lock, clock);
      opened = true;
      return store;
    } catch (SQLException e) {
      throw Failures.explain(folder, e);
    } catch (IOException e) {
      throw DataFolder.explain(folder, e);
    } finally {
      if (!opened && lock != null) {
        lock.close();
      }
    }
  }

  @Override
  public Fetched fetch(List<Key> keys, long byteLimit) {
    StoreArguments.checkFetch(keys, byteLimit);
    return readers.read(reader -> reader.fetch(keys, byteLimit));
  }

  @Override
  public WriteResult put(Key key, long expectedRevision, Draft draft) {
    Put put = new Put(key, expectedRevision, draft);
    return writer.write(put.key(), put.expectedRevision(), put.draft());
  }

  @Override
  public List<WriteResult> putAll(List<Put> puts) {
    StoreArguments.checkPuts(puts);
    return writer.writeAll(puts);
  }

  @Override
  public WriteResult delete(Key key, long expectedRevision) {
    StoreArguments.checkDelete(key, expectedRevision);
    return writer.write(key, expectedRevision, null);
  }

  @Override
  public Feed changes(Position after, Set<Kind> kinds, int limit) {
    StoreArguments.checkChanges(kinds, limit);
    return feed.read(reader -> reader.changes(after, kinds, limit));
  }

  @Override
  public Position head() {
    long revision = feed.read(reader -> reader.state().revision());
    return new RevisionPosition(name, revision, 0).position();
  }

  @Override
  public int purgeTombstones(Instant deletedBefore) {
    return writer.purge(deletedBefore);
  }

  @Override
  public StoreCapabilities capabilities() {
    readers.checkOpen();
    return new StoreCapabilities("embedded", true, true);
  }

  @Override
  public void close() {
    try (lock) {
      writer.close();
      feed.close();
      readers.close();
    } catch (SQLException e) {
      throw Failures.explain(folder, e);
    }
  }
}
