package dev.vitrine.bulk;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.LogText;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.row.Audience;
import dev.vitrine.row.Entry;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.Row;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.View;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads many models at once: folds what the cache knows and what one fetch brings into rows in the
 * order asked, and decides for each id whether the caller may see it.
 */
public final class BulkReader {
  /** Ids of one storage round trip. */
  public static final int CHUNK = 1000;

  /**
   * How rows are wanted, and at what cost.
   *
   * @param deflated whether with their compressed form
   * @param budget document bytes read at a time while a chunk is made into rows
   */
  public record Form(boolean deflated, LoadBudget budget) {
    /** Plain rows, from documents of 32 MiB at a time. */
    public static final Form PLAIN = new Form(false, LoadBudget.of(32L << 20));
  }

  private static final Logger LOG = LoggerFactory.getLogger(BulkReader.class);

  private final DocumentStore store;
  private final ModelRows rows;
  private final BulkListener listener;

  public BulkReader(DocumentStore store, ModelRows rows, BulkListener listener) {
    this.store = store;
    this.rows = rows;
    this.listener = listener;
  }

  /**
   * Reads rows as {@link #read(Caller, BulkQuery, Form, RowSink)}, without their compressed form.
   */
  public Outcomes read(Caller caller, BulkQuery query, RowSink sink) {
    return read(caller, query, Form.PLAIN, sink);
  }

  /**
   * Reads rows and hands them to a sink in the order asked, a chunk of {@value #CHUNK} ids at a
   * time.
   *
   * @return what became of every id
   * @throws dev.vitrine.store.StoreException if the store cannot be read; rows of earlier chunks
   *     have then been handed over
   */
  public Outcomes read(Caller caller, BulkQuery query, Form form, RowSink sink) {
    Outcomes outcomes = new Outcomes(query.report());
    List<String> ids = query.ids();
    for (int from = 0; from < ids.size(); from += CHUNK) {
      chunk(
          caller,
          query,
          ids.subList(from, Math.min(ids.size(), from + CHUNK)),
          outcomes,
          form,
          sink);
    }
    listener.read(ids.size(), outcomes);
    return outcomes;
  }

  /**
   * Reads rows from memory alone, and never waits.
   *
   * @param deflated whether rows must be there in compressed form
   * @return null if anything would have to be loaded or made
   */
  public @Nullable BulkAnswer readKept(Caller caller, BulkQuery query, boolean deflated) {
    if (query.fresh()) {
      return null;
    }
    List<String> ids = query.ids();
    Outcomes outcomes = new Outcomes(query.report());
    List<Row> found = new ArrayList<>(ids.size());
    long window = rows.window();
    for (int i = 0; i < ids.size(); i++) {
      Slot slot = cached(caller, query.view(), ids.get(i), window);
      if (slot == null || (deflated && slot.row() != null && !slot.row().isDeflated())) {
        return null;
      }
      settle(ids.get(i), slot, query, outcomes, found::add);
    }
    listener.read(ids.size(), outcomes);
    return new BulkAnswer(found, outcomes);
  }

  /**
   * Reads one model by the rules of a bulk read.
   *
   * @throws VitrineException NOT_FOUND if it does not exist for the caller; INTERNAL if its
   *     document is damaged
   */
  public Row readOne(Caller caller, String id, View view, boolean fresh) {
    List<Row> found = new ArrayList<>(1);
    Outcomes outcomes =
        read(caller, new BulkQuery(List.of(id), view, false, Map.of(), fresh), found::add);
    if (!outcomes.unprocessed().isEmpty()) {
      throw new VitrineException(ErrorCode.INTERNAL, "Something went wrong on the server");
    }
    if (found.isEmpty()) {
      throw VitrineException.modelNotFound(id);
    }
    return found.getFirst();
  }

  private void chunk(
      Caller caller,
      BulkQuery query,
      List<String> ids,
      Outcomes outcomes,
      Form form,
      RowSink sink) {
    @Nullable Slot[] slots = new @Nullable Slot[ids.size()];
    List<Miss> misses = new ArrayList<>();
    long window = rows.window();
    for (int i = 0; i < slots.length; i++) {
      Slot slot = query.fresh() ? null : cached(caller, query.view(), ids.get(i), window);
      if (slot == null) {
        misses.add(new Miss(i, ids.get(i), rows.stamp(ids.get(i))));
      } else {
        slots[i] = slot;
      }
    }
    listener.missed(misses.size());
    int settled = 0;
    int loaded = 0;
    while (loaded < misses.size()) {
      loaded +=
          load(caller, query.view(), form.budget(), misses.subList(loaded, misses.size()), slots);
      int known = loaded < misses.size() ? misses.get(loaded).position() : slots.length;
      settle(ids, slots, settled, known, query, outcomes, form.deflated(), sink);
      settled = known;
      sink.settled();
    }
    settle(ids, slots, settled, slots.length, query, outcomes, form.deflated(), sink);
  }

  private @Nullable Slot cached(Caller caller, View view, String id, long window) {
    Entry entry = rows.known(id);
    if (entry == null) {
      return rows.isKnownAbsent(id) ? Slot.NOT_FOUND : null;
    }
    if (!caller.maySee(entry.owner(), entry.visibility())) {
      return Slot.NOT_FOUND;
    }
    Row row = rows.kept(entry, view, audience(caller, entry.owner()), window);
    return row == null ? null : new Slot(row, false);
  }

  /**
   * Loads in one round trip, unless the documents are so large that they are better read in turns.
   *
   * @return how many of the misses were looked up, at least one
   */
  private int load(
      Caller caller, View view, LoadBudget budget, List<Miss> misses, @Nullable Slot[] slots) {
    Fetched fetched =
        store.fetch(misses.stream().map(miss -> Key.model(miss.id())).toList(), budget.next());
    budget.came(bytes(fetched));
    for (int i = 0; i < fetched.read(); i++) {
      Miss miss = misses.get(i);
      slots[miss.position()] = made(caller, view, miss, fetched.documents().get(i));
    }
    return fetched.read();
  }

  private static long bytes(Fetched fetched) {
    long bytes = 0;
    for (Document document : fetched.documents()) {
      bytes += document == null ? 0 : document.body().length();
    }
    return bytes;
  }

  private Slot made(Caller caller, View view, Miss miss, @Nullable Document document) {
    if (document == null) {
      rows.missing(miss.id(), miss.stamp());
      return Slot.NOT_FOUND;
    }
    if (!caller.maySee(document.owner(), document.visibility())) {
      rows.seen(
          document,
          miss.stamp()); // Or asking again would take longer than for an id that does not exist.
      return Slot.NOT_FOUND;
    }
    try {
      return new Slot(
          rows.make(document, view, audience(caller, document.owner()), miss.stamp()), false);
    } catch (CorruptDocumentException e) {
      LOG.error(
          "The stored document of model {} {}: it is left out of answers until it is written again",
          LogText.of(miss.id()),
          e.getMessage());
      listener.corrupt(miss.id());
      return Slot.UNPROCESSED;
    }
  }

  /** Hands on what is known of the ids from one position to before another, and lets go of it. */
  private void settle(
      List<String> ids,
      @Nullable Slot[] slots,
      int from,
      int to,
      BulkQuery query,
      Outcomes outcomes,
      boolean deflated,
      RowSink sink) {
    for (int i = from; i < to; i++) {
      String id = ids.get(i);
      RowSink made = deflated ? row -> sink.row(rows.deflated(id, row)) : sink;
      settle(id, Objects.requireNonNull(slots[i]), query, outcomes, made);
      slots[i] = null;
    }
  }

  private static void settle(
      String id, Slot slot, BulkQuery query, Outcomes outcomes, RowSink sink) {
    Row row = slot.row();
    if (row == null) {
      if (slot.corrupt()) {
        outcomes.unprocessed(id);
      } else {
        outcomes.notFound(id);
      }
    } else if (row.etag().equals(query.ifNoneMatch().get(id))) {
      outcomes.notModified(id, row.etag());
    } else {
      outcomes.returned(id, row.etag());
      sink.row(row);
    }
  }

  private static Audience audience(Caller caller, String owner) {
    return caller.actsFor(owner) ? Audience.OWNER : Audience.OTHERS;
  }

  /** An id that has to be loaded, and what the cache knew of invalidations before. */
  private record Miss(int position, String id, RowCache.Stamp stamp) {}

  /** What was found for one id; without a row it is missing for the caller, or corrupt. */
  private record Slot(@Nullable Row row, boolean corrupt) {
    static final Slot NOT_FOUND = new Slot(null, false);
    static final Slot UNPROCESSED = new Slot(null, true);
  }
}
