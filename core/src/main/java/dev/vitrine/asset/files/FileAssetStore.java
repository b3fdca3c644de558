package dev.vitrine.asset.files;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobInfo;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as files in a folder, named by the SHA-256 of their bytes: equal bytes are kept once.
 * Several processes may work on one folder, which must be on one disk.
 *
 * <p>How nothing is ever half there: bytes come in as a draft, which is forced to the disk and then
 * renamed; the folder's names are forced before a put returns. A put that fails after the renaming
 * leaves a whole blob that nobody asked for.
 *
 * <p>How nothing is deleted that was touched. When a blob was touched is its file's time. Nobody
 * can look at a time and delete in one step, so whoever collects a blob (1) renames it aside, into
 * a folder of its own, (2) looks at its time, and (3) deletes it, or links it back to its place if
 * it was touched. Whoever touches a blob sets its time by its name and then looks whether the name
 * is still there. If it is, each renaming that follows finds the new time. If it is not, the blob
 * was put aside before, maybe with its new time and maybe not: whoever touches, opens or stores it
 * links it back from there and begins anew; the collector then deletes its own name of the file
 * only. A put that finds equal bytes touches them; one that does not renames its draft to the
 * place, with a new time, which the same rule protects. What a killed collector leaves aside is
 * linked back when a store is opened or walked, and until then found there.
 */
public final class FileAssetStore implements AssetStore {
  private static final int ATTEMPTS = 3;
  private static final int STRIPES = 64;

  private final Path folder;
  private final Disk disk;
  private final InstantSource clock;
  private final Shards shards;
  private final Session session;
  private final OwnerFile owner;

  /** One collector of a blob at a time, since a session has one place aside for each. */
  private final Lock[] collecting =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);

  private volatile boolean closed;

  FileAssetStore(Path folder, InstantSource clock, Disk disk) throws IOException {
    this.folder = folder;
    this.clock = clock;
    this.disk = disk;
    Path blobs = folder.resolve("blobs");
    Path sessions = folder.resolve("sessions");
    disk.createFolder(blobs);
    disk.createFolder(sessions);
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(folder.toString());
    }
    disk.syncFolder(folder);
    syncAbove(folder);
    shards = new Shards(blobs, disk);
    owner = new OwnerFile(folder, disk);
    session = Session.begin(disk, sessions);
    session.clearOthers(this::putBack);
  }

  /**
   * Opens a folder, which is made if need be.
   *
   * @throws AssetStoreException if it cannot be used
   */
  public static FileAssetStore open(Path folder) {
    return open(folder, InstantSource.system());
  }

  /**
   * Opens a folder, which is made if need be.
   *
   * @param clock tells when blobs are touched
   * @throws AssetStoreException if it cannot be used
   */
  public static FileAssetStore open(Path folder, InstantSource clock) {
    return open(folder, clock, new Disk(folder));
  }

  static FileAssetStore open(Path folder, InstantSource clock, Disk disk) {
    try {
      return new FileAssetStore(folder, clock, disk);
    } catch (IOException e) {
      throw DiskTrouble.explain(folder, e);
    }
  }

  private void syncAbove(Path child) throws IOException {
    Path above = child.toAbsolutePath().getParent();
    if (above != null) {
      try {
        disk.syncFolder(above);
      } catch (AccessDeniedException e) {
        // Not ours, and so not made by us.
      }
    }
  }

  @Override
  public StoredBlob put(InputStream bytes, long mostBytes) throws IOException {
    checkOpen();
    Path path = session.draft();
    try {
      StoredBlob blob;
      try (Draft draft = Draft.create(folder, disk, path)) {
        blob = draft.receive(bytes, mostBytes);
        if (keep(blob)) {
          return blob;
        }
        draft.force();
      }
      publish(path, blob.key());
      return blob;
    } finally {
      discard(path);
    }
  }

  /** Whether equal bytes are here: then they are touched, and made sure to be durable. */
  private boolean keep(StoredBlob blob) {
    return onDisk(() -> {
      Path file = shards.file(blob.key());
      try {
        if (Files.size(file) != blob.size()) {
          return false; // Damaged: it is replaced.
        }
      } catch (NoSuchFileException e) {
        return false;
      }
      if (!touched(blob.key())) {
        return false;
      }
      shards.sync(blob.key());
      return true;
    });
  }

  private void publish(Path draft, String key) {
    onDisk(() -> {
      shards.prepare(key);
      disk.touch(draft, clock.instant());
      disk.move(draft, shards.file(key));
      shards.sync(key);
      return true;
    });
  }

  private void discard(Path draft) {
    try {
      disk.delete(draft);
    } catch (IOException e) {
      // It is cleared away once this process has ended.
    }
  }

  @Override
  public @Nullable BlobReader open(String key) {
    checkOpen();
    return find(key, FileBlobReader::open);
  }

  @Override
  public boolean exists(String key) {
    checkOpen();
    return find(key, Files::size) != null;
  }

  @Override
  public boolean touch(String key) {
    checkOpen();
    return Shards.isKey(key) && onDisk(() -> touched(key));
  }

  private boolean touched(String key) throws IOException {
    Boolean touched =
        lookUp(
            key,
            file -> {
              disk.touch(file, clock.instant());
              return true;
            });
    return touched != null;
  }

  /** What is done with a file; fails with {@link NoSuchFileException} if it is not there. */
  private interface Use<T> {
    T of(Path file) throws IOException;
  }

  private <T> @Nullable T find(String key, Use<T> use) {
    return Shards.isKey(key) ? onDisk(() -> lookUp(key, use)) : null;
  }

  /** Uses a blob, which is linked back if it is aside; null if it is neither here nor there. */
  private <T> @Nullable T lookUp(String key, Use<T> use) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return use.of(shards.file(key));
      } catch (NoSuchFileException e) {
        for (Path aside : session.asides(key)) {
          linkBack(aside, key);
        }
      }
    }
    return null;
  }

  /** Leaves the name aside to its session. */
  private void linkBack(Path aside, String key) throws IOException {
    try {
      shards.prepare(key);
      disk.link(aside, shards.file(key));
      shards.sync(key);
    } catch (NoSuchFileException e) {
      // Deleted, or back already.
    }
  }

  private void putBack(Path aside, String key) throws IOException {
    linkBack(aside, key);
    disk.delete(aside);
  }

  @Override
  public void delete(String key) {
    checkOpen();
    if (!Shards.isKey(key)) {
      return;
    }
    onDisk(() -> {
      Lock lock = collecting(key);
      lock.lock();
      try {
        for (Path aside : session.asides(key)) {
          disk.delete(aside);
        }
        return disk.delete(shards.file(key));
      } finally {
        lock.unlock();
      }
    });
  }

  @Override
  public boolean deleteUntouchedSince(String key, Instant instant) {
    checkOpen();
    if (!Shards.isKey(key)) {
      return false;
    }
    return onDisk(() -> {
      Lock lock = collecting(key);
      lock.lock();
      try {
        return collect(key, instant);
      } catch (NoSuchFileException e) {
        return false; // Deleted by others, or linked back by them.
      } finally {
        lock.unlock();
      }
    });
  }

  private boolean collect(String key, Instant instant) throws IOException {
    Path file = shards.file(key);
    if (!disk.touchedAt(file).isBefore(instant)) {
      return false;
    }
    Path aside = session.aside(key);
    disk.move(file, aside);
    boolean deleted = false;
    try {
      deleted = disk.touchedAt(aside).isBefore(instant) && disk.delete(aside);
    } finally {
      if (!deleted) {
        putBack(aside, key);
      }
    }
    // Not if somebody needed it meanwhile and linked it back.
    return deleted && !Files.exists(file);
  }

  private Lock collecting(String key) {
    return collecting[Math.floorMod(key.hashCode(), STRIPES)];
  }

  @Override
  public void each(Consumer<BlobInfo> found) {
    checkOpen();
    onDisk(() -> {
      session.clearOthers(this::putBack);
      shards.each(found);
      return true;
    });
  }

  @Override
  public @Nullable String owner() {
    checkOpen();
    return onDisk(owner::read);
  }

  @Override
  public String claim(String catalogue) {
    checkOpen();
    return onDisk(() -> {
      String before = owner.read();
      if (before != null) {
        return before;
      }
      owner.claim(catalogue, session.draft());
      String now = owner.read();
      if (now == null) {
        throw new NoSuchFileException(folder + "/owner");
      }
      return now;
    });
  }

  @Override
  public void handOver(String catalogue) {
    checkOpen();
    onDisk(() -> {
      owner.replace(catalogue, session.draft());
      return true;
    });
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      session.end();
    } catch (IOException e) {
      // The lock is gone all the same, and others clear the rest away.
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "The store of assets is closed.", null);
    }
  }

  private interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private <T extends @Nullable Object> T onDisk(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw DiskTrouble.explain(folder, e);
    }
  }
}
