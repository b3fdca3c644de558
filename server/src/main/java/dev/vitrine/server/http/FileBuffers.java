package dev.vitrine.server.http;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * What files are sent through: pooled buffers outside the heap. They are large, which is fast, as
 * long as all of them together stay within a part of what there is; beyond that they are so small
 * that there is one for every connection, however slowly their clients read.
 */
final class FileBuffers {
  static final int LARGE = 256 * 1024;
  static final int SMALL = 16 * 1024;

  /** Large ones may take this part of the memory outside the heap. */
  private static final int SHARES = 8;

  private final long most;
  private final AtomicLong large = new AtomicLong();

  /**
   * Buffers none of which is taken yet.
   *
   * @param most bytes of all large ones
   */
  FileBuffers(long most) {
    this.most = most;
  }

  /** With an eighth of the memory there may be outside the heap. */
  static FileBuffers standard() {
    return new FileBuffers(memory() / SHARES);
  }

  /** As much as the heap may have, unless {@code -XX:MaxDirectMemorySize} says otherwise. */
  private static long memory() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long told =
        machine == null ? 0 : Long.parseLong(machine.getVMOption("MaxDirectMemorySize").getValue());
    return told > 0 ? told : Runtime.getRuntime().maxMemory();
  }

  /**
   * A buffer for bytes of a file.
   *
   * @param length how many there are to send, at least 1
   */
  Taken take(ByteBufferPool pool, long length) {
    int wanted = (int) Math.min(length, LARGE);
    if (wanted <= SMALL) {
      return new Taken(pool.acquire(wanted, true), 0);
    }
    if (large.addAndGet(wanted) > most) {
      large.addAndGet(-wanted);
      return new Taken(pool.acquire(SMALL, true), 0);
    }
    boolean got = false;
    try {
      Taken taken = new Taken(pool.acquire(wanted, true), wanted);
      got = true;
      return taken;
    } finally {
      if (!got) {
        large.addAndGet(-wanted);
      }
    }
  }

  /** Bytes of large buffers that are taken. */
  long taken() {
    return large.get();
  }

  /** A buffer that is used by one at a time. */
  final class Taken {
    private final RetainableByteBuffer buffer;
    private final int counted;

    private Taken(RetainableByteBuffer buffer, int counted) {
      this.buffer = buffer;
      this.counted = counted;
    }

    RetainableByteBuffer buffer() {
      return buffer;
    }

    /** Gives it back. To be called once. */
    void release() {
      buffer.release();
      large.addAndGet(-counted);
    }
  }
}
