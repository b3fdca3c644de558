package dev.vitrine.catalog;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.InvalidDocumentException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Put;
import dev.vitrine.store.WriteResult;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes documents as contract section 4 says, in batches. One importer serves one import and one
 * thread.
 *
 * <p>Documents may be changed by others at the same time: each one is compared with what is stored
 * when it is written.
 */
public final class ModelImporter {
  private static final int BATCH = 250;
  private static final long BATCH_BYTES = 2 << 20;
  private static final long FETCH_BYTES = 8 << 20;
  private static final int ATTEMPTS = 20;

  private final DocumentStore store;
  private final RevivedModels revived;
  private final ModelFields fields;
  private final Projects projects;
  private final InstantSource clock;
  private final Target target;
  private final ImportListener listener;
  private final Map<String, Boolean> knownProjects = new HashMap<>();
  private final SequencedMap<String, IncomingModel> batch = new LinkedHashMap<>();
  private long batchBytes;
  private ImportCounts counts = ImportCounts.NONE;

  /**
   * Where documents go.
   *
   * @param projectId of a project that exists
   * @param keepOwner whether a document's own {@code ownerId} counts; it must then name a project
   *     that exists
   */
  public record Target(String projectId, boolean keepOwner) {}

  public ModelImporter(
      DocumentStore store,
      ModelFields fields,
      Projects projects,
      InstantSource clock,
      Target target,
      ImportListener listener) {
    this.store = store;
    this.revived = new RevivedModels(store);
    this.fields = fields;
    this.projects = projects;
    this.clock = clock;
    this.target = target;
    this.listener = listener;
  }

  /**
   * Imports all documents of a stream, whatever of the known forms it has. The stream is not
   * closed.
   *
   * @param source its name, for errors
   * @throws dev.vitrine.store.StoreException if the store fails; what was reported as imported
   *     stays
   */
  public void read(String source, InputStream in) {
    SourceReader.read(
        source,
        in,
        new SourceSink() {
          @Override
          public void document(Json value, SourcePlace place) {
            add(value, place);
          }

          @Override
          public void unreadable(SourcePlace place, String reason) {
            refuse(place, null, reason);
          }
        });
    flush();
  }

  /** Takes one document; it is written now or with a later one. */
  public void add(Json document, SourcePlace place) {
    IncomingModel model;
    try {
      model = IncomingModel.of(document, fields, this::owner, place);
    } catch (InvalidDocumentException e) {
      refuse(place, document instanceof JsonObject object ? object.text("id") : null, e.reason());
      return;
    }
    if (batch.containsKey(model.id())) {
      flush(); // The second of the same id finds the first as an import of its own would.
    }
    batch.put(model.id(), model);
    batchBytes += model.bytes();
    if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES) {
      flush();
    }
  }

  /** Writes what has been taken. */
  public void flush() {
    List<IncomingModel> rest = List.copyOf(batch.values());
    batch.clear();
    batchBytes = 0;
    while (!rest.isEmpty()) {
      Fetched fetched =
          store.fetch(rest.stream().map(model -> Key.model(model.id())).toList(), FETCH_BYTES);
      List<Attempt> attempts = new ArrayList<>();
      for (int i = 0; i < fetched.read(); i++) {
        attempts.add(new Attempt(rest.get(i), fetched.documents().get(i)));
      }
      write(attempts);
      rest = rest.subList(fetched.read(), rest.size());
    }
    listener.progressed(counts);
  }

  /** What has been done up to now. */
  public ImportCounts counts() {
    return counts;
  }

  private void write(List<Attempt> wanted) {
    List<Attempt> attempts = wanted;
    for (int round = 0; !attempts.isEmpty(); round++) {
      if (round == ATTEMPTS) {
        attempts.forEach(attempt ->
            refuse(
                attempt.model(),
                "was changed by others again and again meanwhile: import it once more"));
        return;
      }
      attempts = writeOnce(attempts);
    }
  }

  /** Writes what can be written; what met another writer comes back to be tried again. */
  private List<Attempt> writeOnce(List<Attempt> attempts) {
    List<Attempt> written = new ArrayList<>();
    List<Put> puts = new ArrayList<>();
    Map<String, ModelDocument> deleted =
        revived.find(
            attempts.stream()
                .filter(attempt -> attempt.stored() == null)
                .map(Attempt::model)
                .toList());
    for (Attempt attempt : attempts) {
      Put put = decide(attempt, deleted.get(attempt.model().id()));
      if (put != null) {
        written.add(attempt);
        puts.add(put);
      }
    }
    List<Attempt> again = new ArrayList<>();
    List<WriteResult> results = puts.isEmpty() ? List.of() : store.putAll(puts);
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case WriteResult.Stored stored -> counts = counts.plus(1, 0, 0);
        case WriteResult.Conflict(Document current) ->
            again.add(new Attempt(written.get(i).model(), current));
      }
    }
    return again;
  }

  /**
   * The write a document needs; null if it was refused or is there already.
   *
   * @param deleted what is kept of it from the trash
   */
  private @Nullable Put decide(Attempt attempt, @Nullable ModelDocument deleted) {
    IncomingModel model = attempt.model();
    Document stored = attempt.stored();
    String now = Times.format(clock.instant());
    if (stored == null) {
      return put(
          model,
          DocumentStore.ABSENT,
          deleted == null ? model.created(fields, now) : model.replacing(deleted, fields, now));
    }
    if (!stored.owner().equals(model.owner())) {
      refuse(model, "the id belongs to another project");
      return null;
    }
    ModelDocument before;
    try {
      before = ModelDocument.decode(stored.body().array());
    } catch (CorruptDocumentException e) {
      return put(
          model,
          stored.revision(),
          model.created(fields, now)); // Importing it again is how it is repaired.
    }
    ModelDocument after = model.replacing(before, fields, now);
    if (after.equals(before) && stored.visibility() == model.visibility()) {
      counts = counts.plus(0, 1, 0);
      return null;
    }
    return put(model, stored.revision(), after);
  }

  private static Put put(IncomingModel model, long expected, ModelDocument document) {
    return new Put(
        Key.model(model.id()),
        expected,
        Draft.of(model.owner(), model.visibility(), Bytes.wrap(document.encode())));
  }

  private String owner(String named) {
    if (!target.keepOwner() || named.isEmpty()) {
      return target.projectId();
    }
    if (!knownProjects.computeIfAbsent(
        named, id -> Ids.Sort.PROJECT.hasForm(id) && projects.get(id).isPresent())) {
      throw new InvalidDocumentException(
          "ownerId",
          "names no project of this catalogue: create it, or import without keeping owners");
    }
    return named;
  }

  private void refuse(IncomingModel model, String reason) {
    refuse(model.place(), model.id(), reason);
  }

  private void refuse(SourcePlace place, @Nullable String id, String reason) {
    counts = counts.plus(0, 0, 1);
    listener.refused(place, id, reason);
  }

  /** A document and what was stored under its id when last looked at. */
  private record Attempt(IncomingModel model, @Nullable Document stored) {}
}
