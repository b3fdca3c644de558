package dev.vitrine.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Generations in folders {@code g-1}, {@code g-2} and so on; the file {@code current} names the one
 * that counts. It is replaced in one step, so whoever is killed leaves either the old one or the
 * new one.
 */
final class DiskFolder implements IndexFolder {
  private static final Pattern GENERATION = Pattern.compile("g-([1-9][0-9]{0,8})");
  private static final String CURRENT = "current";
  private static final String LOCK = "rebuild.lock";

  private final Path folder;

  DiskFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public @Nullable String current() throws IOException {
    try {
      String name = Files.readString(folder.resolve(CURRENT), StandardCharsets.ISO_8859_1).strip();
      return GENERATION.matcher(name).matches() && Files.isDirectory(folder.resolve(name))
          ? name
          : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public Directory open(String generation) throws IOException {
    Path path = folder.resolve(generation);
    if (!Files.isDirectory(path)) {
      throw new NoSuchFileException(generation);
    }
    return FSDirectory.open(path);
  }

  @Override
  public String create() throws IOException {
    int last = 0;
    for (String name : generations()) {
      last = Math.max(last, Integer.parseInt(name.substring(2)));
    }
    String name = "g-" + (last + 1);
    Files.createDirectory(folder.resolve(name));
    return name;
  }

  @Override
  public void publish(String generation) throws IOException {
    Path next = folder.resolve(CURRENT + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      out.write(ByteBuffer.wrap((generation + "\n").getBytes(StandardCharsets.ISO_8859_1)));
      out.force(true);
    }
    IOUtils.fsync(folder, true);
    Files.move(next, folder.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
    IOUtils.fsync(folder, true);
  }

  @Override
  public void remove(String generation) throws IOException {
    Path path = folder.resolve(generation);
    if (!Files.isDirectory(path)) {
      return;
    }
    try (FSDirectory files = FSDirectory.open(path);
        Lock _ = files.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      for (String file : files.listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          Files.deleteIfExists(path.resolve(file));
        }
      }
    } catch (LockObtainFailedException e) {
      return;
    }
    Files.deleteIfExists(path.resolve(IndexWriter.WRITE_LOCK_NAME));
    Files.deleteIfExists(path);
  }

  @Override
  public void removeUnused() throws IOException {
    Files.deleteIfExists(folder.resolve(CURRENT + ".next"));
    String current = current();
    for (String name : generations()) {
      if (!name.equals(current)) {
        remove(name);
      }
    }
  }

  private List<String> generations() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .filter(name -> GENERATION.matcher(name).matches())
          .toList();
    }
  }

  /** Lucene's locks know of each other within a process too, which those of the JDK do not. */
  @Override
  public @Nullable Closeable tryLock() throws IOException {
    try (FSDirectory files = FSDirectory.open(folder)) {
      return files.obtainLock(LOCK);
    } catch (LockObtainFailedException e) {
      return null;
    }
  }
}
