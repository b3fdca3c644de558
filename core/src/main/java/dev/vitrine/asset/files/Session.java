package dev.vitrine.asset.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one open store for what is neither there nor gone: drafts, which come in, and blobs
 * that were put aside to be deleted. The operating system holds its lock until the process ends,
 * however it ends; a session that nobody holds is over, and what it left is cleared away by others.
 */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final String LOCK = "lock";
  private static final String DRAFT = "draft-";
  private static final String ASIDE = "aside-";
  private static final int ATTEMPTS = 100;

  /**
   * Sessions of this process. Their lock files must not be opened: closing any channel on a file
   * takes the locks away that the process has on it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Disk disk;
  private final Path sessions;
  private final Path folder;
  private final FileChannel lock;
  private final AtomicLong drafts = new AtomicLong();

  private Session(Disk disk, Path sessions, Path folder, FileChannel lock) {
    this.disk = disk;
    this.sessions = sessions;
    this.folder = folder;
    this.lock = lock;
  }

  /** Puts back where it belongs what a session had aside. */
  interface PutBack {
    void accept(Path aside, String key) throws IOException;
  }

  /**
   * Begins a session.
   *
   * @param sessions the folder of all sessions, which exists
   */
  static Session begin(Disk disk, Path sessions) throws IOException {
    Path real = sessions.toRealPath();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Path folder = real.resolve(UUID.randomUUID().toString());
      OWN.add(folder);
      FileChannel lock = null;
      boolean begun = false;
      try {
        disk.createFolder(folder);
        lock = disk.create(folder.resolve(LOCK));
        // Others may have taken it for the rest of a session that is over, and be clearing it away.
        begun = lock.tryLock() != null && Files.exists(folder.resolve(LOCK));
        if (begun) {
          return new Session(disk, real, folder, lock);
        }
      } catch (NoSuchFileException e) {
        // Cleared away before it was locked.
      } finally {
        if (!begun) {
          if (lock != null) {
            lock.close();
          }
          OWN.remove(folder);
        }
      }
    }
    throw new IOException("the folder " + real + " is being cleared all the time");
  }

  /** A new name for bytes that come in. */
  Path draft() {
    return folder.resolve(DRAFT + drafts.incrementAndGet());
  }

  /** Where this session puts a blob aside. */
  Path aside(String key) {
    return folder.resolve(ASIDE + key);
  }

  /** Where any session, also one that is over, may have put a blob aside. */
  List<Path> asides(String key) throws IOException {
    List<Path> asides = new ArrayList<>();
    for (Path session : list(sessions)) {
      Path aside = session.resolve(ASIDE + key);
      if (Files.exists(aside)) {
        asides.add(aside);
      }
    }
    return asides;
  }

  /** Clears away what sessions left that are over. */
  void clearOthers(PutBack putBack) throws IOException {
    synchronized (OWN) {
      for (Path session : list(sessions)) {
        if (!OWN.contains(session) && Files.isDirectory(session)) {
          clear(session, putBack);
        }
      }
    }
  }

  private void clear(Path session, PutBack putBack) throws IOException {
    try (FileChannel channel = FileChannel.open(session.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        empty(session, putBack);
        disk.delete(session.resolve(LOCK));
        removeFolder(session);
      }
    } catch (NoSuchFileException e) {
      removeFolder(session); // Killed before it had a lock, or after it had none any more.
    } catch (AccessDeniedException e) {
      LOG.warn("What another user's process left in {} is theirs to clear away", session);
    }
  }

  private void empty(Path session, PutBack putBack) throws IOException {
    for (Path file : list(session)) {
      String name = String.valueOf(file.getFileName());
      if (name.startsWith(DRAFT)) {
        disk.delete(file);
      } else if (name.startsWith(ASIDE) && Shards.isKey(name.substring(ASIDE.length()))) {
        putBack.accept(file, name.substring(ASIDE.length()));
      }
    }
  }

  private static void removeFolder(Path session) throws IOException {
    try {
      Files.deleteIfExists(session);
    } catch (DirectoryNotEmptyException e) {
      // Holds what is not ours, or is being used.
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(paths::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return paths;
  }

  /** Ends the session. What still comes in is cleared away by others later. */
  void end() throws IOException {
    try {
      if (list(folder).stream().allMatch(path -> path.endsWith(LOCK))) {
        disk.delete(folder.resolve(LOCK));
        removeFolder(folder);
      }
    } finally {
      lock.close();
      OWN.remove(folder);
    }
  }
}
