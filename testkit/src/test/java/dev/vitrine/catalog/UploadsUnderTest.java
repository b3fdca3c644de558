package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Role;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.store.Document;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.FaultyStore;
import dev.vitrine.testkit.HookedStore;
import dev.vitrine.testkit.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Uploads over memory stores that can die, and assets that are only noted. */
final class UploadsUnderTest implements AutoCloseable {
  static final String PROJECT = "proj_a";
  static final Duration LONG = Duration.ofSeconds(30);

  final TestClock clock = new TestClock();
  final MemoryStore memory = new MemoryStore(clock);
  final FaultyStore faulty = new FaultyStore(memory);
  final HookedStore store = new HookedStore(faulty);
  final AssetStore blobs = new MemoryAssetStore(clock);
  final Caller.KeyHolder editor = new Caller.KeyHolder("apiu_a", PROJECT, Role.EDITOR);
  final Uploads uploads = uploads(new UploadLimits(1000, Duration.ofDays(7)));

  /** The bytes of the assets that were made, by id. */
  final Map<String, String> made = new ConcurrentHashMap<>();

  /** What became of uploads. */
  final List<UploadStatus> ends = new CopyOnWriteArrayList<>();

  final AtomicInteger makings = new AtomicInteger();

  Uploads uploads(UploadLimits limits) {
    return new Uploads(
        store,
        blobs,
        new Collections(store, clock),
        new AssetLookup(store),
        new Ids(),
        limits,
        clock);
  }

  /** A process of its own: it knows nothing of what another has begun. */
  UploadCompletion completion() {
    return completion(this::make);
  }

  UploadCompletion completion(UploadedAssets assets) {
    return new UploadCompletion(uploads, blobs, assets, (status, bytes) -> ends.add(status), clock);
  }

  void make(StoredUpload upload, String assetId, StoredBlob bytes) {
    makings.incrementAndGet();
    made.put(assetId, text(bytes));
  }

  String text(StoredBlob blob) {
    try (BlobReader reader = Objects.requireNonNull(blobs.open(blob.key()));
        InputStream stream = reader.stream(0, reader.size())) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Parameters body(String json) {
    return new Parameters(
        (JsonObject) JsonReader.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT));
  }

  /** Begins an upload of a text of so many bytes in so many parts. */
  StoredUpload begin(String id, int size, int parts) {
    return uploads.create(
        editor,
        id,
        body(
            """
            {"fileName":"a.txt","contentType":"text/plain","kind":"text","fileSize":%d,"parts":%d}
            """
                .formatted(size, parts)));
  }

  StoredBlob send(String id, int number, String text) {
    try {
      return uploads.receive(
          id,
          number,
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
          uploads.place(id, number).bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An upload of "hello world" of which everything has been sent. */
  void sent(String id) {
    begin(id, 11, 3);
    send(id, 1, "hello");
    send(id, 2, " ");
    send(id, 3, "world");
  }

  StoredUpload complete(String id) {
    try (UploadCompletion completion = completion()) {
      return completion.complete(editor, id, LONG);
    }
  }

  /** What is stored of an upload. */
  StoredUpload stored(String id) {
    Document document = Objects.requireNonNull(memory.fetch(Uploads.key(id)));
    return StoredUpload.decode(document.body().array());
  }

  @Override
  public void close() {
    memory.close();
    blobs.close();
  }
}
