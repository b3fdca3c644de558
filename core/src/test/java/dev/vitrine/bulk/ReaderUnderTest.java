package dev.vitrine.bulk;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.access.Caller;
import dev.vitrine.access.Role;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.model.Contract;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.Row;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.row.TrainingImages;
import dev.vitrine.row.View;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import dev.vitrine.store.memory.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A reader over a memory store whose reads a test may hold up. */
final class ReaderUnderTest {
  static final View PLAIN = new View(false, false, false, TrainingImages.FIRST_THREE, false, null);
  static final Caller OWNER = new Caller.KeyHolder("apiu_owner", "owner", Role.READER);
  static final Caller STRANGER = new Caller.KeyHolder("apiu_other", "other", Role.READER);

  final MemoryStore store = new MemoryStore();
  final RowCache cache;
  final BulkReader reader;

  /** What stands between the reader and the store. */
  interface Reads {
    Fetched fetch(List<Key> keys, Supplier<Fetched> read);
  }

  ReaderUnderTest(long cacheBytes, Duration patience, Reads reads) {
    cache = new RowCache(cacheBytes, Ticker.systemTicker());
    AssetUrls urls =
        new AssetUrls("http://localhost", SigningKeys.random(), InstantSource.system());
    ModelRows rows = new ModelRows(cache, new RowEncoder(Contract.modelFields(), urls));
    reader = new BulkReader(through(reads), rows, BulkListener.NONE, patience);
  }

  private DocumentStore through(Reads reads) {
    return (DocumentStore)
        Proxy.newProxyInstance(
            DocumentStore.class.getClassLoader(),
            new Class<?>[] {DocumentStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("fetch") && arguments.length == 2) {
                @SuppressWarnings("unchecked")
                List<Key> keys = (List<Key>) arguments[0];
                return reads.fetch(keys, () -> store.fetch(keys, (Long) arguments[1]));
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Stores a model under this name; returns its revision. */
  long write(String id, long expectedRevision, Visibility visibility, String name) {
    JsonObject row =
        JsonObject.of("id", new JsonString(id))
            .with("name", new JsonString(name))
            .with("type", new JsonString("custom"));
    Draft draft = Draft.of("owner", visibility, Bytes.wrap(ModelDocument.of(row).encode()));
    return revision(store.put(Key.model(id), expectedRevision, draft));
  }

  /** Deletes a model; returns the revision of its tombstone. */
  long delete(String id, long expectedRevision) {
    return revision(store.delete(Key.model(id), expectedRevision));
  }

  private static long revision(WriteResult result) {
    if (result instanceof WriteResult.Stored(long revision)) {
      return revision;
    }
    throw new IllegalStateException("not stored: " + result);
  }

  static BulkQuery query(View view, boolean fresh, List<String> ids) {
    return new BulkQuery(ids, view, true, Map.of(), fresh);
  }

  /** The rows a caller gets, one text each. */
  List<String> read(Caller caller, View view, BulkReader.Form form, List<String> ids) {
    List<String> texts = new ArrayList<>();
    reader.read(caller, query(view, false, ids), form, row -> texts.add(text(row)));
    return texts;
  }

  List<String> read(Caller caller, List<String> ids) {
    return read(caller, PLAIN, BulkReader.Form.PLAIN, ids);
  }

  static String text(Row row) {
    return new String(row.json(), StandardCharsets.UTF_8);
  }

  /** The row a model of this name is. */
  static String rowOf(String id, String name) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"type\":\"custom\"}".formatted(id, name);
  }
}
