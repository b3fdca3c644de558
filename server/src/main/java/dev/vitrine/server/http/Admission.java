package dev.vitrine.server.http;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets bulk reads, lists and writes in, or refuses them with 429 before anything queues: so many at
 * a time for one key and for all, and so many bytes of answers, loads and bodies in memory.
 */
final class Admission {
  /** One key may hold this part of what all may. */
  private static final int SHARES = 2;

  /** A load sets aside this part of what is left, so that many that begin at once all find room. */
  private static final int ROOMS = 8;

  private final AdmissionLimits limits;
  private final ConcurrentMap<String, Use> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final Holding all;

  /** An admission that has let in nobody yet. */
  Admission(AdmissionLimits limits) {
    this.limits = limits;
    this.all = new Holding(limits.bulkBytes());
  }

  /**
   * Lets one bulk read in.
   *
   * @throws VitrineException TOO_MANY_REQUESTS if its key, or everybody, has too many under way
   */
  Pass enter(String keyId) {
    if (reads.incrementAndGet() > limits.bulkReads()) {
      reads.decrementAndGet();
      throw refused("Too many reads and writes at a time");
    }
    Use use =
        byKey.compute(
            keyId,
            (id, known) -> {
              Use counted = known == null ? new Use(limits.bulkBytes() / SHARES) : known;
              counted.reads.incrementAndGet();
              return counted;
            });
    Pass pass = new Pass(keyId, use);
    if (use.reads.get() > limits.bulkReadsPerKey()) {
      pass.leave();
      throw refused("Too many reads and writes of this key at a time");
    }
    return pass;
  }

  /** Bytes held by all reads under way. */
  long held() {
    return all.bytes.get();
  }

  private static VitrineException refused(String why) {
    return new VitrineException(ErrorCode.TOO_MANY_REQUESTS, why + ": try again in a moment");
  }

  /** Bytes held by several reads, and the one of them that may go beyond the bound. */
  private static final class Holding {
    private final long bound;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<@Nullable Pass> first = new AtomicReference<>();

    private Holding(long bound) {
      this.bound = bound;
    }

    /** Counts more bytes of one that holds some already; false if they are too many. */
    private boolean add(long more, Pass pass, long mine, boolean mayExceed) {
      long sum = bytes.addAndGet(more);
      return sum <= bound || sum == mine + more || (mayExceed && isFirst(pass));
    }

    private boolean isFirst(Pass pass) {
      return first.get() == pass || first.compareAndSet(null, pass);
    }

    private long left() {
      return bound - bytes.get();
    }
  }

  /** What one key has under way. */
  private static final class Use {
    private final AtomicInteger reads = new AtomicInteger();
    private final Holding holding;

    private Use(long bound) {
      holding = new Holding(bound);
    }
  }

  /** The right to be under way, and the bytes held meanwhile. Safe for use by several threads. */
  final class Pass {
    private final String keyId;
    private final Use use;
    private long mine;
    private boolean loading;
    private boolean left;

    private Pass(String keyId, Use use) {
      this.keyId = keyId;
      this.use = use;
    }

    /**
     * Holds at least so many bytes until this read has left. One key may hold half of what all may,
     * so that it cannot keep the others out. Whoever holds alone is never refused, so that no
     * answer the server may give is out of reach for good; and of those that have begun to load and
     * need more than there is, one at a time gets it until it has left, so that they do not all end
     * in refusals.
     *
     * @throws VitrineException TOO_MANY_REQUESTS if all reads together would hold too many
     * @throws UncheckedIOException if the request has ended meanwhile: nobody waits for the answer
     */
    synchronized void holdAtLeast(long bytes) {
      if (!add(bytes, true)) {
        throw refused("Too many bytes of reads and writes under way");
      }
    }

    /**
     * As {@link #holdAtLeast}, for one who needs more than there may be and has its place in the
     * turn of those who do.
     */
    synchronized void holdTrees(long bytes) {
      loading = true;
      holdAtLeast(bytes);
    }

    private boolean add(long bytes, boolean needed) {
      checkUnderWay();
      long more = bytes - mine;
      if (more <= 0) {
        return true;
      }
      boolean mayExceed = needed && loading;
      boolean fits = all.add(more, this, mine, mayExceed);
      fits &= use.holding.add(more, this, mine, mayExceed);
      if (!fits) {
        all.bytes.addAndGet(-more);
        use.holding.bytes.addAndGet(-more);
        return false;
      }
      mine = bytes;
      return true;
    }

    /**
     * Holds what it must and room besides: as much as it wants where there is plenty, an eighth of
     * what is left where there is not.
     *
     * @param must bytes held in any case
     * @param least room without which it cannot go on
     * @param most room it has a use for
     * @return the room, from least to most; whoever holds that much already gets the least
     * @throws VitrineException TOO_MANY_REQUESTS if not even the least is there
     */
    synchronized long holdRoom(long must, long least, long most) {
      long free = Math.min(all.left(), use.holding.left()) + mine - must;
      long room = Math.max(least, Math.min(most, free / ROOMS));
      if (!add(must + room, false)) {
        room = least;
        holdAtLeast(must + least);
      }
      holdExactly(must + room);
      loading = true;
      return room;
    }

    /** Holds so many bytes from now on: what is in memory already is counted, not refused. */
    synchronized void holdExactly(long bytes) {
      checkUnderWay();
      all.bytes.addAndGet(bytes - mine);
      use.holding.bytes.addAndGet(bytes - mine);
      mine = bytes;
    }

    /** Ends this read's stay; doing so twice is harmless. */
    synchronized void leave() {
      if (!left) {
        holdExactly(0);
        left = true;
        all.first.compareAndSet(this, null);
        use.holding.first.compareAndSet(this, null);
        reads.decrementAndGet();
        byKey.computeIfPresent(
            keyId, (id, known) -> known.reads.decrementAndGet() == 0 ? null : known);
      }
    }

    private void checkUnderWay() {
      if (left) {
        throw new UncheckedIOException(new EOFException("the request has ended"));
      }
    }
  }
}
