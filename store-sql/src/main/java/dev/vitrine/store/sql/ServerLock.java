package dev.vitrine.store.sql;

import dev.vitrine.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a folder for one server. The operating system lets go of it when the process ends, however
 * it ends.
 */
final class ServerLock implements AutoCloseable {
  private static final String FILE = "server.lock";

  /**
   * Folders this process holds. The lock belongs to the process: merely closing a second channel on
   * the file would let go of it, so a second server in this process must be refused before it opens
   * the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private ServerLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** Takes a folder, which exists. */
  static ServerLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw taken(folder, Long.toString(ProcessHandle.current().pid()));
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      Path file = real.resolve(FILE);
      DataFolder.createFile(file);
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw taken(folder, holder(channel));
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
      taken = true;
      return new ServerLock(real, channel);
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(real);
      }
    }
  }

  private static @Nullable String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    return pid.matches("[0-9]+") ? pid : null;
  }

  private static StoreException taken(Path folder, @Nullable String pid) {
    return new StoreException(
        "Another server"
            + (pid == null ? "" : " (process " + pid + ")")
            + " uses the data folder "
            + folder
            + ": stop it first, or start this one with a folder of its own.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock is gone all the same.
    } finally {
      HELD.remove(folder);
    }
  }
}
