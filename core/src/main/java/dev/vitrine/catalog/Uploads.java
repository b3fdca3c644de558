package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.WriteResult;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that are uploaded in parts: in any order, as often as need be, by several at a time. Of a
 * part that is sent twice the one that was acknowledged last counts.
 *
 * <p>Uploads of other projects do not exist for a caller.
 */
public final class Uploads {
  /** Most numbers of missing parts that an error names. */
  private static final int MOST_NAMED = 100;

  private static final int ATTEMPTS = 100;
  private static final int LOCKS = 64;
  private static final String PARTS = "parts";

  private final DocumentStore store;
  private final AssetStore blobs;
  private final Collections collections;
  private final AssetLookup assets;
  private final Ids ids;
  private final UploadLimits limits;
  private final InstantSource clock;

  /** Parts of one upload that arrive here at the same time are noted one after the other. */
  private final List<Lock> locks = Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

  public Uploads(
      DocumentStore store,
      AssetStore blobs,
      Collections collections,
      AssetLookup assets,
      Ids ids,
      UploadLimits limits,
      InstantSource clock) {
    this.store = store;
    this.blobs = blobs;
    this.collections = collections;
    this.assets = assets;
    this.ids = ids;
    this.limits = limits;
    this.clock = clock;
  }

  /** What uploads are held to. */
  public UploadLimits limits() {
    return limits;
  }

  static Key key(String id) {
    return new Key(Kind.UPLOAD, id);
  }

  /**
   * Begins an upload.
   *
   * @param id that no upload has; one of the caller's project that has it was begun by the same
   *     request before, and is answered
   * @param body see {@link UploadRequest}
   * @throws VitrineException INVALID_PARAMETER, NOT_AVAILABLE, FORBIDDEN
   */
  public StoredUpload create(Caller.KeyHolder caller, String id, Parameters body) {
    caller.requireEditor();
    UploadRequest request = UploadRequest.of(body, limits);
    checkOptions(caller, request.assetOptions());
    Instant now = clock.instant();
    StoredUpload upload =
        StoredUpload.of(row(caller, id, request, Times.format(now)), now.plus(limits.keptFor()));
    return switch (store.put(key(id), DocumentStore.ABSENT, upload.draft())) {
      case WriteResult.Stored stored -> upload;
      case WriteResult.Conflict conflict -> get(caller, id);
    };
  }

  private void checkOptions(Caller.KeyHolder caller, @Nullable JsonObject options) {
    if (options == null) {
      return;
    }
    JsonArray collectionIds = options.array(UploadRequest.COLLECTION_IDS);
    if (collectionIds != null) {
      collections.checkOwn(caller.projectId(), collectionIds.strings(), Set.of());
    }
    String parent = options.text(UploadRequest.PARENT_ID);
    if (parent != null && assets.visible(caller, Set.of(parent)).isEmpty()) {
      throw VitrineException.invalidParameter(UploadRequest.PARENT_ID, "names no asset");
    }
  }

  private static JsonObject row(
      Caller.KeyHolder caller, String id, UploadRequest request, String now) {
    JsonObject row =
        JsonObject.of(StoredUpload.ID, new JsonString(id))
            .with(StoredUpload.AUTHOR, new JsonString(caller.keyId()))
            .with(StoredUpload.CREATED_AT, new JsonString(now))
            .with(StoredUpload.FILE_NAME, new JsonString(request.fileName()))
            .with(StoredUpload.KIND, new JsonString(request.kind()))
            .with(StoredUpload.OWNER, new JsonString(caller.projectId()))
            .with(StoredUpload.SOURCE, new JsonString("multipart"))
            .with(StoredUpload.STATUS, new JsonString(UploadStatus.PENDING.wireName()))
            .with(StoredUpload.UPDATED_AT, new JsonString(now));
    if (request.assetOptions() != null) {
      row = row.with(StoredUpload.ASSET_OPTIONS, request.assetOptions());
    }
    row =
        row.with(StoredUpload.CONTENT_TYPE, new JsonString(request.contentType()))
            .with(StoredUpload.FILE_SIZE, new JsonNumber(request.fileSize()));
    if (request.originalFileName() != null) {
      row = row.with(StoredUpload.ORIGINAL_NAME, new JsonString(request.originalFileName()));
    }
    return row.with(StoredUpload.PARTS_COUNT, new JsonNumber(request.parts()));
  }

  /**
   * An upload of the caller's project.
   *
   * @throws VitrineException NOT_FOUND
   */
  public StoredUpload get(Caller.KeyHolder caller, String id) {
    StoredUpload upload = live(id);
    if (!caller.actsFor(upload.owner())) {
      throw notFound(id);
    }
    return upload;
  }

  /** An upload, whoever asks: what it was signed for is enough to send a part. */
  private StoredUpload live(String id) {
    Document document = store.fetch(key(id));
    if (document == null) {
      throw notFound(id);
    }
    StoredUpload upload = StoredUpload.decode(document.body().array());
    if (upload.isOver(clock.instant())) {
      throw notFound(id); // It is only not swept yet.
    }
    return upload;
  }

  private static VitrineException notFound(String id) {
    return new VitrineException(ErrorCode.NOT_FOUND, "Upload " + id + " not found");
  }

  /**
   * Where a part belongs.
   *
   * @param projectId that owns the upload
   * @param bytes that the part may have
   */
  public record Place(String projectId, long bytes) {}

  /**
   * Where a part belongs, and the bytes that it may have.
   *
   * @throws VitrineException NOT_FOUND; INVALID_PARAMETER if the upload has no such part, or takes
   *     none any more
   */
  public Place place(String id, int number) {
    StoredUpload upload = live(id);
    checkTakes(upload, number);
    return new Place(upload.owner(), upload.room(number));
  }

  private static void checkTakes(StoredUpload upload, int number) {
    if (upload.status() != UploadStatus.PENDING) {
      throw new VitrineException(
          ErrorCode.INVALID_PARAMETER,
          "Upload " + upload.id() + " takes no more parts: it is " + upload.status().wireName(),
          Map.of("status", upload.status().wireName()));
    }
    if (number < 1 || number > upload.partsCount()) {
      throw VitrineException.invalidParameter(
          "number",
          "must be from 1 to " + upload.partsCount(),
          Map.of("minimum", 1, "limit", upload.partsCount()));
    }
  }

  /**
   * Stores a part. It is acknowledged, and survives whatever happens, when this returns.
   *
   * @param bytes read to its end
   * @param most as {@link #place} told
   * @throws VitrineException as {@link #place}; REQUEST_TOO_LARGE if other parts that came
   *     meanwhile leave too little room
   * @throws dev.vitrine.asset.BlobTooLargeException if there are more bytes
   * @throws IOException if they could not be read
   * @throws dev.vitrine.asset.AssetStoreException if they cannot be stored now
   */
  public StoredBlob receive(String id, int number, InputStream bytes, long most)
      throws IOException {
    StoredBlob blob = blobs.put(bytes, most);
    Lock lock = locks.get(Math.floorMod(id.hashCode(), LOCKS));
    lock.lock();
    try {
      change(
          id,
          upload -> {
            checkTakes(upload, number);
            if (blob.size() > upload.room(number)) {
              throw tooLarge(upload.room(number));
            }
            return upload.withPart(number, blob);
          });
    } finally {
      lock.unlock();
    }
    return blob;
  }

  /** Says that a part has more bytes than are left of the file. */
  public static VitrineException tooLarge(long room) {
    return new VitrineException(
        ErrorCode.REQUEST_TOO_LARGE,
        "The part is larger than what is left of the file: " + room + " bytes",
        Map.of("limit", room));
  }

  /**
   * Says that all parts have been sent: an asset is to be made of them now, see {@link
   * UploadCompletion}. Saying it again changes nothing.
   *
   * @throws VitrineException FORBIDDEN, NOT_FOUND; INVALID_PARAMETER if parts are missing or do not
   *     add up to the size of the file
   */
  StoredUpload complete(Caller.KeyHolder caller, String id) {
    caller.requireEditor();
    get(caller, id);
    String assetId = ids.next(Ids.Sort.ASSET);
    return change(
        id,
        upload -> {
          if (upload.status() != UploadStatus.PENDING) {
            return upload;
          }
          checkWhole(upload);
          return upload.validating(assetId);
        });
  }

  private static void checkWhole(StoredUpload upload) {
    int missing = upload.partsCount() - upload.parts().size();
    if (missing > 0) {
      List<Integer> named =
          IntStream.rangeClosed(1, upload.partsCount())
              .filter(number -> !upload.parts().containsKey(number))
              .limit(MOST_NAMED)
              .boxed()
              .toList();
      throw VitrineException.invalidParameter(
          PARTS,
          "are not all there: " + missing + " of " + upload.partsCount() + " are missing",
          Map.of("missing", missing, "numbers", named));
    }
    if (upload.received() != upload.fileSize()) {
      throw VitrineException.invalidParameter(
          PARTS,
          "have "
              + upload.received()
              + " bytes together, and the file was to have "
              + upload.fileSize(),
          Map.of("fileSize", upload.fileSize(), "received", upload.received()));
    }
  }

  /**
   * Changes an upload, on the newest there is; an equal one is not written.
   *
   * @throws VitrineException NOT_FOUND, or what the change refuses
   */
  StoredUpload change(String id, UnaryOperator<StoredUpload> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Document document = store.fetch(key(id));
      if (document == null) {
        throw notFound(id);
      }
      StoredUpload before = StoredUpload.decode(document.body().array());
      Instant now = clock.instant();
      if (before.isOver(now)) {
        throw notFound(id);
      }
      StoredUpload after = change.apply(before);
      if (after.equals(before)) {
        return before;
      }
      StoredUpload touched = after.touched(now, now.plus(limits.keptFor()));
      if (store.put(document.key(), document.revision(), touched.draft())
          instanceof WriteResult.Stored) {
        return touched;
      }
    }
    throw new VitrineException(
        ErrorCode.UNAVAILABLE, "Upload " + id + " is being changed by others all the time");
  }
}
