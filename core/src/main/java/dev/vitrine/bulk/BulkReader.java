package dev.vitrine.bulk;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.row.Audience;
import dev.vitrine.row.Entry;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.Row;
import dev.vitrine.row.View;
import dev.vitrine.store.DocumentStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads many models at once: folds what the cache knows and what one fetch brings into rows in the
 * order asked, and decides for each id whether the caller may see it.
 */
public final class BulkReader {
  /** Ids of one storage round trip. */
  public static final int CHUNK = 1000;

  /** Longer than a load usually takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

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

  final DocumentStore store;
  final ModelRows rows;
  final BulkListener listener;
  final Loads loads = new Loads();

  /** How long a read waits for what others load, before it loads for itself. */
  final Duration patience;

  public BulkReader(DocumentStore store, ModelRows rows, BulkListener listener) {
    this(store, rows, listener, PATIENCE);
  }

  BulkReader(DocumentStore store, ModelRows rows, BulkListener listener, Duration patience) {
    this.store = store;
    this.rows = rows;
    this.listener = listener;
    this.patience = patience;
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
    Read read = new Read(caller, query, form, sink, outcomes);
    for (int from = 0; from < ids.size(); from += CHUNK) {
      new Chunk(this, read, ids.subList(from, Math.min(ids.size(), from + CHUNK))).run();
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
      String id = ids.get(i);
      Row row = kept(caller, query.view(), id, window);
      if (row == null) {
        return null;
      }
      if (settle(id, row, query, outcomes)) {
        if (deflated && !row.isDeflated()) {
          return null;
        }
        found.add(row);
      }
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

  /** One read under way: what its chunks need. */
  record Read(Caller caller, BulkQuery query, Form form, RowSink sink, Outcomes outcomes) {}

  /** What memory holds: a row, {@link ModelRows#ABSENT}, or null if the store must be asked. */
  @Nullable Row kept(Caller caller, View view, String id, long window) {
    Entry entry = rows.known(id);
    if (entry == null) {
      return rows.isKnownAbsent(id) ? ModelRows.ABSENT : null;
    }
    return caller.maySee(entry.owner(), entry.visibility())
        ? rows.kept(entry, view, audience(caller, entry.owner()), window)
        : ModelRows.ABSENT;
  }

  /**
   * Notes what becomes of an id.
   *
   * @return whether its row is to be returned
   */
  static boolean settle(String id, Row row, BulkQuery query, Outcomes outcomes) {
    if (row == ModelRows.ABSENT) {
      outcomes.notFound(id);
      return false;
    }
    if (row == ModelRows.DAMAGED) {
      outcomes.unprocessed(id);
      return false;
    }
    if (isHeld(query, id, row)) {
      outcomes.notModified(id, row.etag());
      return false;
    }
    outcomes.returned(id, row.etag());
    return true;
  }

  /** Whether the caller said that it holds this row. */
  static boolean isHeld(BulkQuery query, String id, Row row) {
    return row.etag().equals(query.ifNoneMatch().get(id));
  }

  static Audience audience(Caller caller, String owner) {
    return caller.actsFor(owner) ? Audience.OWNER : Audience.OTHERS;
  }
}
