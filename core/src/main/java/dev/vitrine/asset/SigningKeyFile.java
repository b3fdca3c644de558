package dev.vitrine.asset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that signing keys are kept in, readable by its owner only: one key a line, the newest
 * first, each {@code <id> <secret>}, and of older ones {@code until} and the instant after which
 * nothing they signed is valid any more.
 */
public final class SigningKeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeyFile.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final String UNTIL = " until ";

  /** How long after a rotation a server may still sign with the key before. */
  private static final Duration GRACE = Duration.ofDays(1);

  private final Path file;
  private volatile Held held;
  private final LongSupplier nanoTime;
  private final Lock looking = new ReentrantLock();
  private volatile long lookedAt;

  private SigningKeyFile(Path file, Held held, LongSupplier nanoTime) {
    this.file = file;
    this.held = held;
    this.nanoTime = nanoTime;
    this.lookedAt = nanoTime.getAsLong();
  }

  /** What was read, and of which state of the file. */
  private record Held(List<HeldKey> keys, @Nullable State state) {}

  private record State(FileTime modified, long size, @Nullable Object identity) {}

  /**
   * A key, without its secret.
   *
   * @param until the instant after which nothing it signed is valid; null if it signs
   */
  public record Listed(String id, @Nullable Instant until) {}

  /**
   * What a rotation did.
   *
   * @param signs the key that signs from now on
   * @param kept older keys that still verify
   * @param dropped keys that nothing valid is signed with any more
   */
  public record Rotation(String signs, List<Listed> kept, List<String> dropped) {}

  /**
   * The keys in a file, which is made with one key if it is not there.
   *
   * @param nanoTime as of {@link System#nanoTime}
   * @throws IOException if the file cannot be read or made, or holds something else
   */
  static SigningKeyFile loadOrCreate(Path file, LongSupplier nanoTime) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    return new SigningKeyFile(file, read(file), nanoTime);
  }

  /**
   * The keys, the newest first. The file is looked at first if that was not done for a second; if
   * it cannot be used, what was read before stays in force.
   */
  List<HeldKey> keys() {
    if (nanoTime.getAsLong() - lookedAt >= LOOK_EVERY.toNanos()) {
      look();
    }
    return held.keys();
  }

  /** Only one looks; nobody waits for a slow disk but that one. */
  private void look() {
    if (!looking.tryLock()) {
      return;
    }
    try {
      if (nanoTime.getAsLong() - lookedAt >= LOOK_EVERY.toNanos()) {
        refresh();
      }
    } finally {
      looking.unlock();
    }
  }

  private void refresh() {
    Held before = held;
    try {
      State state = state(file);
      if (!state.equals(before.state())) {
        Held now = read(file);
        held = now;
        LOG.info("URLs are signed with key {} from now on", now.keys().getFirst().key().id());
      }
    } catch (IOException e) {
      if (before.state() != null) {
        LOG.error("The signing keys in use stay in force: {}", e.toString());
        held = new Held(before.keys(), null); // Said once.
      }
    } finally {
      lookedAt = nanoTime.getAsLong();
    }
  }

  /**
   * Puts a new key before the others, and drops those whose signatures have all expired. A crash
   * leaves the file as it was or as it is to be.
   *
   * @throws IOException if the file cannot be read or written, or holds something else
   */
  public static synchronized Rotation rotate(Path file, Instant now) throws IOException {
    Path folder = folder(file);
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve(file.getFileName() + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                ownerOnly(folder));
        FileLock taken = lock.lock()) {
      LOG.debug("Rotating under {}", taken);
      if (!Files.exists(file)) {
        create(file);
      }
      List<HeldKey> lines = new ArrayList<>();
      List<String> dropped = new ArrayList<>();
      lines.add(new HeldKey(SigningKey.random(), null));
      Instant last = Instant.ofEpochSecond(SigningWindow.expiresAt(now.plus(GRACE)));
      for (HeldKey line : lines(file)) {
        Instant until = line.until() == null ? last : line.until();
        if (until.isBefore(now)) {
          dropped.add(line.key().id());
        } else {
          lines.add(new HeldKey(line.key(), until));
        }
      }
      replace(file, lines);
      List<Listed> all = listed(lines);
      return new Rotation(all.getFirst().id(), all.subList(1, all.size()), dropped);
    }
  }

  /**
   * The keys in a file, the newest first.
   *
   * @throws IOException if the file cannot be read, or holds something else
   */
  public static List<Listed> list(Path file) throws IOException {
    return listed(lines(file));
  }

  private static List<Listed> listed(List<HeldKey> lines) {
    return lines.stream().map(line -> new Listed(line.key().id(), line.until())).toList();
  }

  private static Held read(Path file) throws IOException {
    State state = state(file); // Before the text: what changes in between is read again.
    return new Held(lines(file), state);
  }

  private static State state(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new State(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }

  private static List<HeldKey> lines(Path file) throws IOException {
    List<HeldKey> lines = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String text : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      if (!text.isBlank()) {
        HeldKey line = line(file, text.strip());
        if (!ids.add(line.key().id())) {
          throw unusable(file);
        }
        lines.add(line);
      }
    }
    if (lines.isEmpty()) {
      throw unusable(file);
    }
    return List.copyOf(lines);
  }

  private static HeldKey line(Path file, String text) throws IOException {
    int until = text.indexOf(UNTIL);
    SigningKey key = SigningKey.parse(until < 0 ? text : text.substring(0, until)).orElse(null);
    if (key == null) {
      throw unusable(file);
    }
    try {
      return new HeldKey(
          key, until < 0 ? null : Instant.parse(text.substring(until + UNTIL.length())));
    } catch (DateTimeParseException e) {
      throw unusable(file);
    }
  }

  private static IOException unusable(Path file) {
    return new IOException(
        file
            + " holds something else than signing keys: restore it, or remove it to have a new one made (URLs handed out then stop working)");
  }

  private static void create(Path file) throws IOException {
    Path draft = draft(file, List.of(new HeldKey(SigningKey.random(), null)));
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process made it first: its key is the one that counts.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void replace(Path file, List<HeldKey> lines) throws IOException {
    Path draft = draft(file, lines);
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Path draft(Path file, List<HeldKey> lines) throws IOException {
    Path folder = folder(file);
    Path draft = Files.createTempFile(folder, "signing", ".tmp", ownerOnly(folder));
    StringBuilder text = new StringBuilder();
    for (HeldKey line : lines) {
      text.append(line.key().written());
      if (line.until() != null) {
        text.append(UNTIL).append(line.until());
      }
      text.append('\n');
    }
    Files.writeString(draft, text, StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
    return draft;
  }

  private static Path folder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no file");
    }
    return folder;
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
