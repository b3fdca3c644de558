package dev.vitrine.asset.memory;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobInfo;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.BlobTooLargeException;
import dev.vitrine.asset.Owners;
import dev.vitrine.asset.StoredBlob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps blobs in memory, whole, for tests and for servers that keep nothing. */
public final class MemoryAssetStore implements AssetStore {
  private final InstantSource clock;
  private final long capacity;
  private final Map<String, Held> blobs = new TreeMap<>();
  private @Nullable String owner;
  private long used;
  private boolean closed;

  /**
   * An empty store.
   *
   * @param clock tells when blobs are touched
   * @param capacity the bytes it has room for
   */
  public MemoryAssetStore(InstantSource clock, long capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  /** An empty store on the system's clock, see {@link #MemoryAssetStore(InstantSource)}. */
  public MemoryAssetStore() {
    this(InstantSource.system());
  }

  /** An empty store that has room for half of the heap. */
  public MemoryAssetStore(InstantSource clock) {
    this(clock, Runtime.getRuntime().maxMemory() / 2);
  }

  private static final class Held {
    private final byte[] bytes;
    private Instant touchedAt;

    private Held(byte[] bytes, Instant touchedAt) {
      this.bytes = bytes;
      this.touchedAt = touchedAt;
    }
  }

  @Override
  public StoredBlob put(InputStream bytes, long mostBytes) throws IOException {
    checkOpen();
    int most = (int) Math.clamp(mostBytes, 0, Integer.MAX_VALUE - 64L);
    byte[] read = bytes.readNBytes((int) Math.min(most, room()) + 1);
    if (read.length > mostBytes) {
      throw new BlobTooLargeException(mostBytes);
    }
    String sha256 = sha256(read);
    synchronized (this) {
      checkOpen();
      Held held = blobs.get(sha256);
      if (held == null) {
        if (read.length > capacity - used) {
          throw new AssetStoreException(
              AssetStoreException.Reason.FULL,
              "The store of assets in memory has room for "
                  + capacity
                  + " bytes, and is full: delete some.",
              null);
        }
        used += read.length;
      }
      blobs.put(sha256, new Held(read, clock.instant()));
    }
    return new StoredBlob(sha256, sha256, read.length);
  }

  private synchronized long room() {
    return Math.min(capacity - used, Integer.MAX_VALUE - 64L);
  }

  @Override
  public synchronized @Nullable BlobReader open(String key) {
    checkOpen();
    Held held = blobs.get(key);
    return held == null ? null : new Reader(held.bytes);
  }

  @Override
  public synchronized boolean exists(String key) {
    checkOpen();
    return blobs.containsKey(key);
  }

  @Override
  public synchronized boolean touch(String key) {
    checkOpen();
    Held held = blobs.get(key);
    if (held == null) {
      return false;
    }
    held.touchedAt = clock.instant();
    return true;
  }

  @Override
  public synchronized void delete(String key) {
    checkOpen();
    Held held = blobs.remove(key);
    used -= held == null ? 0 : held.bytes.length;
  }

  @Override
  public synchronized boolean deleteUntouchedSince(String key, Instant instant) {
    checkOpen();
    Held held = blobs.get(key);
    if (held == null || !held.touchedAt.isBefore(instant)) {
      return false;
    }
    delete(key);
    return true;
  }

  @Override
  public void each(Consumer<BlobInfo> found) {
    List<BlobInfo> all;
    synchronized (this) {
      checkOpen();
      all =
          blobs.entrySet().stream()
              .map(blob ->
                  new BlobInfo(
                      blob.getKey(), blob.getValue().bytes.length, blob.getValue().touchedAt))
              .toList();
    }
    all.forEach(found);
  }

  @Override
  public synchronized @Nullable String owner() {
    checkOpen();
    return owner;
  }

  @Override
  public synchronized String claim(String catalogue) {
    checkOpen();
    var _ = Owners.write(catalogue); // The same rules as elsewhere.
    String now = owner == null ? catalogue : owner;
    owner = now;
    return now;
  }

  @Override
  public synchronized void handOver(String catalogue) {
    checkOpen();
    var _ = Owners.write(catalogue);
    owner = catalogue;
  }

  @Override
  public synchronized void close() {
    closed = true;
    blobs.clear();
    used = 0;
  }

  private synchronized void checkOpen() {
    if (closed) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "The store of assets is closed.", null);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static final class Reader implements BlobReader {
    private final byte[] bytes;

    private Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream stream(long from, long length) {
      if (from < 0 || length < 0 || length > bytes.length - from) {
        throw new IndexOutOfBoundsException(from + " + " + length + " of " + bytes.length);
      }
      return new ByteArrayInputStream(bytes, (int) from, (int) length);
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
