package dev.vitrine.image;

import dev.vitrine.asset.BlobReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renditions kept in a folder, of at most so many bytes in all: those that were not asked for
 * longest go first, also after a restart. A file's name says how long it is and its checksum, so
 * that what a crash left is never handed out. Files of other names are left alone and not counted.
 */
final class RenditionFolder {
  private static final Logger LOG = LoggerFactory.getLogger(RenditionFolder.class);

  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{40})-([0-9]{1,10})-([0-9a-f]{8})\\.rendition");
  private static final String DRAFT = ".draft";

  /** However small they are: each takes room in memory, and a block on the disk. */
  private static final int MOST_FILES = 100_000;

  /** When a file was last asked for is written down no more often than this. */
  private static final Duration TOUCHED_EVERY = Duration.ofMinutes(10);

  private static final Duration COMPLAINED_EVERY = Duration.ofMinutes(1);

  private final Path folder;
  private final long mostBytes;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;
  private Instant complainedAt = Instant.MIN;

  /** One file. */
  private static final class Entry {
    private final Path file;
    private final long size;
    private final String checksum;
    private Instant touchedAt;
    private volatile boolean checked;

    private Entry(Path file, long size, String checksum, Instant touchedAt, boolean checked) {
      this.file = file;
      this.size = size;
      this.checksum = checksum;
      this.touchedAt = touchedAt;
      this.checked = checked;
    }
  }

  /**
   * Opens a folder, made if it is not there. Looks at the names in it, not at the files.
   *
   * @throws IOException if it cannot be made or read
   */
  RenditionFolder(Path folder, long mostBytes, InstantSource clock) throws IOException {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.clock = clock;
    Files.createDirectories(folder);
    Map<Entry, String> found = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
        look(each.next(), found);
      }
    }
    List<Entry> oldestFirst = new ArrayList<>(found.keySet());
    oldestFirst.sort(Comparator.comparing(entry -> entry.touchedAt));
    for (Entry entry : oldestFirst) {
      add(String.valueOf(found.get(entry)), entry).forEach(gone -> delete(gone.file));
    }
  }

  private static void look(Path file, Map<Entry, String> found) throws IOException {
    String name = file.getFileName().toString();
    Matcher parts = NAME.matcher(name);
    try {
      if (name.endsWith(DRAFT)) {
        Files.deleteIfExists(file);
      } else if (parts.matches()) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        long size = Long.parseLong(parts.group(2));
        if (attributes.isRegularFile() && attributes.size() == size) {
          Instant touchedAt = attributes.lastModifiedTime().toInstant();
          found.put(new Entry(file, size, parts.group(3), touchedAt, false), parts.group(1));
        } else if (attributes.isRegularFile()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Gone meanwhile.
    }
  }

  /**
   * Opens a rendition; null if there is none.
   *
   * @param key 40 hexadecimal digits
   * @throws IOException if there is one that cannot be read now; it is not let go of for that
   */
  @Nullable BlobReader open(String key) throws IOException {
    Entry entry;
    boolean touch;
    synchronized (entries) {
      entry = entries.get(key);
      if (entry == null) {
        return null;
      }
      Instant now = clock.instant();
      touch = entry.touchedAt.plus(TOUCHED_EVERY).isBefore(now);
      if (touch) {
        entry.touchedAt = now;
      }
    }
    try {
      BlobReader blob = sound(entry);
      if (blob == null) {
        discard(key, entry);
      } else if (touch) {
        touch(entry);
      }
      return blob;
    } catch (NoSuchFileException e) {
      discard(key, entry);
      return null;
    } catch (IOException e) {
      complain("could not be read", e);
      throw e;
    }
  }

  /** An entry's file, open; null if it is not what was kept. */
  private static @Nullable BlobReader sound(Entry entry) throws IOException {
    FileBlob blob = new FileBlob(entry.file);
    boolean sound = false;
    try {
      sound = sound(blob, entry);
      return sound ? blob : null;
    } finally {
      if (!sound) {
        blob.close();
      }
    }
  }

  private static boolean sound(FileBlob blob, Entry entry) throws IOException {
    if (blob.size() != entry.size) {
      return false;
    }
    if (!entry.checked) {
      try (InputStream stream = blob.stream(0, entry.size)) {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[16 * 1024];
        for (int read = stream.read(buffer); read > 0; read = stream.read(buffer)) {
          sum.update(buffer, 0, read);
        }
        entry.checked = text(sum).equals(entry.checksum);
      }
    }
    return entry.checked;
  }

  /** What was asked for is told to the next start, as well as that can be done. */
  private void touch(Entry entry) {
    try {
      Files.setLastModifiedTime(entry.file, FileTime.from(entry.touchedAt));
    } catch (IOException e) {
      complain("could not be touched", e);
    }
  }

  /**
   * Keeps a rendition, and lets others go for it.
   *
   * @return false if it cannot be kept: too large for the folder, or the disk does not take it
   */
  boolean put(String key, byte[] rendition) {
    if (rendition.length > mostBytes) {
      return false;
    }
    CRC32 sum = new CRC32();
    sum.update(rendition);
    String checksum = text(sum);
    Path shard = folder.resolve(key.substring(0, 2));
    Path file = shard.resolve(key + "-" + rendition.length + "-" + checksum + ".rendition");
    Path draft = null;
    try {
      Files.createDirectories(shard);
      draft = Files.createTempFile(shard, "rendition", DRAFT);
      Files.write(draft, rendition);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      complain("could not be kept", e);
      delete(draft);
      return false;
    }
    for (Entry gone :
        add(key, new Entry(file, rendition.length, checksum, clock.instant(), true))) {
      if (!gone.file.equals(file)) {
        delete(gone.file);
      }
    }
    return true;
  }

  /** Whether there seems to be a rendition. */
  boolean has(String key) {
    synchronized (entries) {
      return entries.containsKey(key);
    }
  }

  /** Bytes of all files that are counted. */
  long bytes() {
    synchronized (entries) {
      return bytes;
    }
  }

  /** The entries that had to go. */
  private List<Entry> add(String key, Entry entry) {
    List<Entry> gone = new ArrayList<>();
    synchronized (entries) {
      Entry before = entries.put(key, entry);
      bytes += entry.size;
      if (before != null) {
        bytes -= before.size;
        gone.add(before);
      }
      Iterator<Entry> oldestFirst = entries.values().iterator();
      while (bytes > mostBytes || entries.size() > MOST_FILES) {
        Entry oldest = oldestFirst.next();
        oldestFirst.remove();
        bytes -= oldest.size;
        gone.add(oldest);
      }
    }
    return gone;
  }

  /** Lets go of what is not as it was kept. */
  private void discard(String key, Entry entry) {
    synchronized (entries) {
      if (entries.remove(key, entry)) {
        bytes -= entry.size;
      }
    }
    delete(entry.file);
  }

  private void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      complain("could not be deleted", e);
    }
  }

  private static String text(CRC32 sum) {
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private void complain(String what, IOException e) {
    Instant now = clock.instant();
    synchronized (entries) {
      if (complainedAt.isAfter(now.minus(COMPLAINED_EVERY))) {
        return;
      }
      complainedAt = now;
    }
    LOG.warn("A rendition {} in {}: {}", what, folder, e.toString());
  }
}
