package dev.vitrine.bench.index;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Lucene alone: the fields that an index of the catalogue has, of values that lie ready in memory,
 * added one after the other and committed. What an index cannot be built faster than.
 */
public final class BareIndex {
  private static final double BUFFER_MEGABYTES = 32;

  private BareIndex() {}

  /** The values of one document. */
  public record Values(
      String id, List<Map.Entry<String, String>> terms, long created, long updated) {
    /** Those of a row. */
    public static Values of(String owner, JsonObject row) {
      String id = String.valueOf(row.text("id"));
      List<Map.Entry<String, String>> terms = new ArrayList<>();
      terms.add(Map.entry("key", "model:" + id));
      for (String scope : List.of("model", "model/" + owner, "sees0/" + owner)) {
        terms.add(Map.entry("scope", scope));
      }
      for (String name : List.of("type", "status", "source", "authorId", "custom")) {
        add(terms, name, row.get(name));
      }
      for (String name : List.of("tags", "collectionIds", "capabilities")) {
        JsonArray all = row.array(name);
        for (String text : all == null ? List.<String>of() : all.strings()) {
          terms.add(Map.entry(name, text));
          if (name.equals("tags")) {
            terms.add(Map.entry("ownerTag", owner + '\0' + text));
          }
        }
      }
      return new Values(id, terms, millis(row, "createdAt"), millis(row, "updatedAt"));
    }

    private static void add(
        List<Map.Entry<String, String>> terms, String name, @Nullable Json value) {
      switch (value) {
        case JsonString(String text) -> terms.add(Map.entry(name, text));
        case JsonBoolean(boolean flag) -> terms.add(Map.entry(name, String.valueOf(flag)));
        case JsonNumber(String text) -> terms.add(Map.entry(name, text));
        case null, default -> {}
      }
    }

    private static long millis(JsonObject row, String name) {
      String text = row.text(name);
      return text == null ? 0 : Instant.parse(text).toEpochMilli();
    }

    private Document document() {
      Document document = new Document();
      document.add(new SortedDocValuesField("id", new BytesRef(id)));
      terms.forEach(term ->
          document.add(
              new StringField("terms", term.getKey() + ':' + term.getValue(), Field.Store.NO)));
      number(document, "created", created);
      number(document, "updated", updated);
      number(document, "score", created / 1000);
      return document;
    }

    private static void number(Document document, String name, long value) {
      document.add(new LongPoint(name, value));
      document.add(NumericDocValuesField.indexedField(name, value));
    }
  }

  /** Builds and commits an index in a folder. */
  public static void build(Path folder, List<Values> all) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig((Analyzer) null);
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setUseCompoundFile(false);
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (Values values : all) {
        writer.addDocument(values.document());
      }
      writer.commit();
    }
  }
}
