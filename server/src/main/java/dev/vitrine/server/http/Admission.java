package dev.vitrine.server.http;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets bulk reads in, or refuses them with 429 before anything queues: so many at a time for one
 * key and for all, and so many bytes of answers and loads in memory.
 */
final class Admission {
  /** One key may hold this part of what all may. */
  private static final int SHARES = 2;

  private final AdmissionLimits limits;
  private final ConcurrentMap<String, Use> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();
  private final AtomicLong held = new AtomicLong();

  /** An admission that has let in nobody yet. */
  Admission(AdmissionLimits limits) {
    this.limits = limits;
  }

  /**
   * Lets one bulk read in.
   *
   * @throws VitrineException TOO_MANY_REQUESTS if its key, or everybody, has too many under way
   */
  Pass enter(String keyId) {
    if (all.incrementAndGet() > limits.bulkReads()) {
      all.decrementAndGet();
      throw refused("Too many bulk reads at a time");
    }
    Use use =
        byKey.compute(
            keyId,
            (id, known) -> {
              Use counted = known == null ? new Use() : known;
              counted.reads.incrementAndGet();
              return counted;
            });
    Pass pass = new Pass(keyId, use);
    if (use.reads.get() > limits.bulkReadsPerKey()) {
      pass.leave();
      throw refused("Too many bulk reads of this key at a time");
    }
    return pass;
  }

  /** Bytes held by all reads under way. */
  long held() {
    return held.get();
  }

  private static VitrineException refused(String why) {
    return new VitrineException(ErrorCode.TOO_MANY_REQUESTS, why + ": try again in a moment");
  }

  /** What one key has under way. */
  private static final class Use {
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
  }

  /** The right to be under way, and the bytes held meanwhile. Safe for use by several threads. */
  final class Pass {
    private final String keyId;
    private final Use use;
    private long mine;
    private boolean left;

    private Pass(String keyId, Use use) {
      this.keyId = keyId;
      this.use = use;
    }

    /**
     * Holds more bytes until this read has left. One key may hold half of what all may, so that it
     * cannot keep the others out. Whoever holds alone is never refused, so that no answer the
     * server may give is out of reach for good.
     *
     * @throws VitrineException TOO_MANY_REQUESTS if all reads together would hold too many
     * @throws UncheckedIOException if the request has ended meanwhile: nobody waits for the answer
     */
    synchronized void hold(long more) {
      if (left) {
        throw new UncheckedIOException(new EOFException("the request has ended"));
      }
      long total = held.addAndGet(more);
      long ofKey = use.held.addAndGet(more);
      boolean alone = total == mine + more;
      boolean aloneOfKey = ofKey == mine + more;
      if ((total > limits.bulkBytes() && !alone)
          || (ofKey > limits.bulkBytes() / SHARES && !aloneOfKey)) {
        held.addAndGet(-more);
        use.held.addAndGet(-more);
        throw refused("Too many bytes of bulk reads under way");
      }
      mine += more;
    }

    /** Lets go of bytes held. */
    synchronized void release(long less) {
      if (!left) {
        held.addAndGet(-less);
        use.held.addAndGet(-less);
        mine -= less;
      }
    }

    /** Ends this read's stay; doing so twice is harmless. */
    synchronized void leave() {
      if (!left) {
        left = true;
        held.addAndGet(-mine);
        use.held.addAndGet(-mine);
        all.decrementAndGet();
        byKey.computeIfPresent(
            keyId, (id, known) -> known.reads.decrementAndGet() == 0 ? null : known);
      }
    }
  }
}
