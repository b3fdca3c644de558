package dev.vitrine.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.jspecify.annotations.Nullable;

/** Generations in memory, gone with the process. */
final class MemoryFolder implements IndexFolder {
  private final Map<String, Directory> generations = new HashMap<>();
  private @Nullable String current;
  private int made;
  private boolean locked;

  @Override
  public synchronized @Nullable String current() {
    return current;
  }

  @Override
  public synchronized Directory open(String generation) throws IOException {
    Directory directory = generations.get(generation);
    if (directory == null) {
      throw new NoSuchFileException(generation);
    }
    return new FilterDirectory(directory) {
      @Override
      public void close() {} // What it holds is wanted again.
    };
  }

  @Override
  public synchronized String create() {
    String name = "m-" + ++made;
    generations.put(name, new ByteBuffersDirectory());
    return name;
  }

  @Override
  public synchronized void publish(String generation) {
    current = generation;
  }

  @Override
  public synchronized void remove(String generation) {
    generations.remove(generation); // Whoever has it open keeps it alive.
  }

  @Override
  public synchronized void removeUnused() {
    generations.keySet().removeIf(name -> !name.equals(current));
  }

  @Override
  public synchronized @Nullable Closeable tryLock() {
    if (locked) {
      return null;
    }
    locked = true;
    return this::unlock;
  }

  private synchronized void unlock() {
    locked = false;
  }
}
