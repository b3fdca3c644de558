package dev.vitrine.bulk;

import dev.vitrine.error.LogText;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.row.Audience;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.Row;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.View;
import dev.vitrine.store.Document;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some ids of a bulk read, on their way from memory, the store or the loads of others to the sink.
 * Used by one thread.
 *
 * <p>In the first round what nobody else is loading is read in one round trip, and only then what
 * others are loading is waited for. What is missing after that, because documents are large or a
 * load of another brought nothing, is loaded in further rounds that are not shared, as much at a
 * time as may be in memory.
 */
final class Chunk {
  private static final Logger LOG = LoggerFactory.getLogger(Chunk.class);

  private final BulkReader reader;
  private final BulkReader.Read read;
  private final List<String> ids;
  private final long window;

  /** What was found and not handed over yet, by position. */
  private final @Nullable Row[] found;

  private int handedOver;

  Chunk(BulkReader reader, BulkReader.Read read, List<String> ids) {
    this.reader = reader;
    this.read = read;
    this.ids = ids;
    window = reader.rows.window();
    found = new @Nullable Row[ids.size()];
  }

  /** An id this chunk loads. */
  private record Miss(int position, String id, RowCache.Stamp stamp, Loads.Load load) {}

  /** An id another loads. */
  private record Joined(int position, RowCache.Stamp stamp, Loads.Arrival arrival) {}

  /**
   * The document bytes one round may bring. Once something is joined, half of them are for what
   * others load, which comes beside what is loaded here.
   */
  private static final class Room {
    private final LoadBudget budget;
    private final AtomicLong joined = new AtomicLong();
    private long all;
    private long kept;

    Room(LoadBudget budget) {
      this.budget = budget;
    }

    private long all() {
      if (all == 0) {
        all = budget.next();
      }
      return all;
    }

    /** What may be loaded here. */
    long forOwn() {
      return Math.max(1, all() - kept);
    }

    /** What others may bring, to be counted down. */
    AtomicLong forJoined() {
      if (kept == 0) {
        kept = all() / 2;
        joined.set(kept);
      }
      return joined;
    }

    /** So many bytes have been loaded here; what others bring is still to come. */
    void came(long bytes) {
      budget.came(bytes + kept);
    }
  }

  /** Hands every row to the sink, in the order of the ids. */
  void run() {
    round(!read.query().fresh());
    while (handedOver < found.length) {
      round(false);
    }
  }

  private void round(boolean shared) {
    Room room = new Room(read.form().budget());
    List<Miss> misses = new ArrayList<>();
    List<Joined> joined = new ArrayList<>();
    try {
      for (int i = handedOver; i < found.length; i++) {
        if (found[i] == null) {
          look(i, shared, misses, joined, room);
        }
      }
      if (!misses.isEmpty()) {
        load(misses, room);
      } else if (!joined.isEmpty()) {
        room.came(0);
      }
    } finally {
      misses.forEach(miss -> reader.loads.end(miss.id(), miss.load(), null));
    }
    boolean waited = !misses.isEmpty() || !joined.isEmpty();
    misses.clear(); // The sink may take long, and documents are not needed any more.
    await(joined);
    handOver();
    if (waited) {
      read.sink().settled();
    }
  }

  /** Finds an id in memory, or else where it is to be loaded. */
  private void look(
      int position, boolean shared, List<Miss> misses, List<Joined> joined, Room room) {
    String id = ids.get(position);
    Row row = kept(id);
    if (row != null) {
      found[position] = row;
      return;
    }
    RowCache.Stamp stamp = reader.rows.stamp(id);
    Loads.Load mine = new Loads.Load(stamp);
    misses.add(new Miss(position, id, stamp, mine));
    if (!shared) {
      return;
    }
    Loads.Load load = reader.loads.begin(id, mine);
    if (load != mine) {
      misses.removeLast();
      joined.add(new Joined(position, stamp, load.within(room.forJoined())));
      return;
    }
    // Another's load may have ended between the look and the beginning: then the row is there.
    found[position] = kept(id);
    if (found[position] != null) {
      misses.removeLast();
      reader.loads.end(id, mine, null);
    }
  }

  private @Nullable Row kept(String id) {
    return read.query().fresh()
        ? null
        : reader.kept(read.caller(), read.query().view(), id, window);
  }

  /** Loads as many of the misses as fit, at least one, in one round trip. */
  private void load(List<Miss> misses, Room room) {
    Fetched fetched =
        reader.store.fetch(
            misses.stream().map(miss -> Key.model(miss.id())).toList(), room.forOwn());
    reader.listener.missed(fetched.read());
    room.came(bytes(fetched));
    for (int i = 0; i < fetched.read(); i++) {
      Miss miss = misses.get(i);
      Loads.Loaded loaded = loaded(miss.id(), fetched.documents().get(i), miss.stamp());
      found[miss.position()] = loaded.row();
      reader.loads.end(miss.id(), miss.load(), loaded);
    }
  }

  private static long bytes(Fetched fetched) {
    long bytes = 0;
    for (Document document : fetched.documents()) {
      bytes += document == null ? 0 : document.body().length();
    }
    return bytes;
  }

  /** Waits for what others load, lets go of it, and leaves what does not come for later rounds. */
  private void await(List<Joined> joined) {
    long deadline = System.nanoTime() + reader.patience.toNanos();
    for (Joined other : joined) {
      Loads.Loaded loaded = other.arrival().await(deadline);
      if (loaded != null) {
        found[other.position()] = arrived(other, loaded);
      }
    }
    joined.clear();
  }

  /** What becomes of what was just read: the cache gets what may be kept of it. */
  private Loads.Loaded loaded(String id, @Nullable Document document, RowCache.Stamp stamp) {
    View view = read.query().view();
    if (document == null) {
      reader.rows.missing(id, stamp);
      return new Loads.Loaded(null, ModelRows.ABSENT, view, Audience.OTHERS);
    }
    Audience audience = BulkReader.audience(read.caller(), document.owner());
    if (!read.caller().maySee(document.owner(), document.visibility())) {
      // Or asking again would take longer than for an id that does not exist.
      reader.rows.seen(document, stamp);
      return new Loads.Loaded(document, ModelRows.ABSENT, view, audience);
    }
    return new Loads.Loaded(document, made(document, audience, stamp), view, audience);
  }

  /** The row of what another loaded, for this caller and in this view. */
  private Row arrived(Joined joined, Loads.Loaded loaded) {
    Document document = loaded.document();
    if (document == null || !read.caller().maySee(document.owner(), document.visibility())) {
      return ModelRows.ABSENT;
    }
    Audience audience = BulkReader.audience(read.caller(), document.owner());
    if (loaded.row() != ModelRows.ABSENT
        && loaded.audience() == audience
        && loaded.view().equals(read.query().view())) {
      return loaded.row();
    }
    Row kept = kept(document.key().id());
    return kept != null ? kept : made(document, audience, joined.stamp());
  }

  private Row made(Document document, Audience audience, RowCache.Stamp stamp) {
    String id = document.key().id();
    try {
      Row row = reader.rows.make(document, read.query().view(), audience, stamp);
      // Before a load ends, so that those who joined it need not compress it each for themselves.
      return read.form().deflated() && !BulkReader.isHeld(read.query(), id, row)
          ? reader.rows.deflated(id, row)
          : row;
    } catch (CorruptDocumentException e) {
      LOG.error(
          "The stored document of model {} {}: it is left out of answers until it is written again",
          LogText.of(id),
          e.getMessage());
      reader.listener.corrupt(id);
      return ModelRows.DAMAGED;
    }
  }

  /** Hands over what is known up to the first id that is not, and lets go of it. */
  private void handOver() {
    for (; handedOver < found.length; handedOver++) {
      Row row = found[handedOver];
      if (row == null) {
        return;
      }
      String id = ids.get(handedOver);
      if (BulkReader.settle(id, row, read.query(), read.outcomes())) {
        read.sink().row(read.form().deflated() ? reader.rows.deflated(id, row) : row);
      }
      found[handedOver] = null;
    }
  }
}
