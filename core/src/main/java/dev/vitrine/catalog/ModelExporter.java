package dev.vitrine.catalog;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes models out in the order of the feed: each row as its owner sees it with everything on,
 * asset URLs as they were imported, and under {@code "vitrine"} what is no row field (contract
 * section 4). No secrets.
 *
 * <p>Reads page by page, so that an export of any length holds up nobody. A model that changes
 * meanwhile is written once, as it was before or after.
 */
public final class ModelExporter {
  private static final int PAGE = 500;
  private static final long PAGE_BYTES = 8 << 20;
  private static final String TRAINING_IMAGES = "trainingImages";
  private static final String TRAINING_IMAGES_NUMBER = "trainingImagesNumber";

  private final DocumentStore store;
  private final ModelFields fields;
  private final Format format;
  private final BiConsumer<String, String> damaged;
  private final Set<String> written = new HashSet<>();

  /** The form of the output. */
  public enum Format {
    /** A row a line. */
    NDJSON,
    /** One object with {@code models}. */
    JSON
  }

  /**
   * An exporter for one export.
   *
   * @param damaged is told the id of each document that cannot be written, and why
   */
  public ModelExporter(
      DocumentStore store, ModelFields fields, Format format, BiConsumer<String, String> damaged) {
    this.store = store;
    this.fields = fields;
    this.format = format;
    this.damaged = damaged;
  }

  /**
   * Writes all models, or those of one project.
   *
   * @param projectId null for all
   * @return how many were written
   */
  public long write(@Nullable String projectId, OutputStream out) throws IOException {
    if (format == Format.JSON) {
      ascii("{\"models\":[", out);
    }
    Position position = Position.START;
    boolean more = true;
    while (more) {
      switch (store.changes(position, Set.of(Kind.MODEL), PAGE)) {
        case Feed.Changes changes -> {
          page(
              changes.changes().stream().filter(change -> isWanted(change, projectId)).toList(),
              out);
          position = changes.next();
          more = changes.more();
        }
        case Feed.Expired expired -> position = Position.START;
      }
    }
    if (format == Format.JSON) {
      ascii(written.isEmpty() ? "]}\n" : "\n]}\n", out);
    }
    return written.size();
  }

  private boolean isWanted(Change change, @Nullable String projectId) {
    return !change.deleted()
        && (projectId == null || change.owner().equals(projectId))
        && !written.contains(change.key().id());
  }

  private void page(List<Change> changes, OutputStream out) throws IOException {
    List<Change> rest = changes;
    while (!rest.isEmpty()) {
      List<Key> keys = rest.stream().map(Change::key).toList();
      Fetched fetched = store.fetch(keys, PAGE_BYTES);
      for (int i = 0; i < fetched.read(); i++) {
        Document document = fetched.documents().get(i);
        if (document != null && document.owner().equals(rest.get(i).owner())) {
          row(document, out);
        }
      }
      rest = rest.subList(fetched.read(), rest.size());
    }
  }

  private void row(Document document, OutputStream out) throws IOException {
    byte[] row;
    try {
      row = JsonWriter.write(exported(ModelDocument.decode(document.body().array())));
    } catch (CorruptDocumentException e) {
      damaged.accept(document.key().id(), "the stored document " + e.getMessage());
      return;
    }
    if (format == Format.JSON) {
      ascii(written.isEmpty() ? "\n" : ",\n", out);
    }
    out.write(row);
    if (format == Format.NDJSON) {
      out.write('\n');
    }
    written.add(document.key().id());
  }

  private JsonObject exported(ModelDocument document) {
    JsonObject row = ModelDocument.withoutWandbKey(document.row());
    JsonArray images = row.array(TRAINING_IMAGES);
    if (images != null) {
      row =
          row.with(
              TRAINING_IMAGES_NUMBER,
              RowEncoder.number(row.get(TRAINING_IMAGES_NUMBER), images.size()));
    }
    JsonObject ordered = fields.inRowOrder(row);
    JsonObject extras = document.extras();
    return extras == null ? ordered : ordered.with(ModelDocument.EXPORT_MEMBER, extras);
  }

  private static void ascii(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
