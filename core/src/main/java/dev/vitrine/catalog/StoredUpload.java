package dev.vitrine.catalog;

import dev.vitrine.asset.StoredBlob;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An upload as it is stored: one document, so that what a part's acknowledgement says and what
 * completing finds are the same.
 *
 * @param row what is told of it, but for its parts and their URLs
 * @param expiresAt when it is forgotten unless something is done with it before
 * @param parts those that have arrived, by number; none once it is imported or has failed
 * @param whole all parts as one blob, once there is one
 * @param lease who is making an asset of it; null if nobody is
 */
public record StoredUpload(
    JsonObject row,
    Instant expiresAt,
    SortedMap<Integer, StoredBlob> parts,
    @Nullable StoredBlob whole,
    @Nullable Lease lease) {
  static final String ID = "id";
  static final String AUTHOR = "authorId";
  static final String CREATED_AT = "createdAt";
  static final String FILE_NAME = "fileName";
  static final String KIND = "kind";
  static final String OWNER = "ownerId";
  static final String SOURCE = "source";
  static final String STATUS = "status";
  static final String UPDATED_AT = "updatedAt";
  static final String ASSET_OPTIONS = "assetOptions";
  static final String CONTENT_TYPE = "contentType";
  static final String ENTITY = "entityId";
  static final String ERROR = "errorMessage";
  static final String FILE_SIZE = "fileSize";
  static final String ORIGINAL_NAME = "originalFileName";
  static final String PARTS_COUNT = "partsCount";

  private static final String ROW = "row";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String PARTS = "parts";
  private static final String WHOLE = "whole";
  private static final String LEASE = "lease";
  private static final String HOLDER = "holder";
  private static final String UNTIL = "until";
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");
  private static final int BLOB_MEMBERS = 3;

  public StoredUpload {
    parts = Collections.unmodifiableSortedMap(parts);
  }

  /**
   * The right to make an asset of an upload, so that two do not do the same work. Losing it costs
   * work, nothing else.
   *
   * @param holder who has it
   * @param until when others may take it
   */
  public record Lease(String holder, Instant until) {}

  /** An upload of which no part is there yet. */
  static StoredUpload of(JsonObject row, Instant expiresAt) {
    return new StoredUpload(row, expiresAt, new TreeMap<>(), null, null);
  }

  /**
   * Decodes stored bytes.
   *
   * @throws CorruptDocumentException if they are no upload
   */
  public static StoredUpload decode(byte[] stored) {
    JsonObject document = DocumentCodec.decode(stored);
    JsonObject row = document.object(ROW);
    Instant expiresAt = Times.parse(document.text(EXPIRES_AT));
    if (row == null || expiresAt == null) {
      throw new CorruptDocumentException("holds no upload");
    }
    for (String member : List.of(ID, AUTHOR, FILE_NAME, KIND, OWNER)) {
      Records.text(row, member);
    }
    SortedMap<Integer, StoredBlob> parts = new TreeMap<>();
    JsonObject sent = document.object(PARTS);
    if (sent != null) {
      sent.members().forEach((number, blob) -> parts.put((int) count(number), blob(blob)));
    }
    Json whole = document.get(WHOLE);
    JsonObject lease = document.object(LEASE);
    StoredUpload decoded =
        new StoredUpload(
            row,
            expiresAt,
            parts,
            whole == null ? null : blob(whole),
            lease == null ? null : lease(lease));
    UploadStatus.of(row.text(STATUS));
    decoded.fileSize();
    decoded.partsCount();
    return decoded;
  }

  private static Lease lease(JsonObject stored) {
    Instant until = Times.parse(stored.text(UNTIL));
    return new Lease(Records.text(stored, HOLDER), until == null ? Instant.EPOCH : until);
  }

  private static StoredBlob blob(Json stored) {
    if (stored instanceof JsonArray(List<Json> members)
        && members.size() == BLOB_MEMBERS
        && members.get(0) instanceof JsonString(String key)
        && members.get(1) instanceof JsonString(String sha256)
        && members.get(2) instanceof JsonNumber(String size)) {
      // Files are named by their hash: it is not written twice.
      return new StoredBlob(key, sha256.isEmpty() ? key : sha256, count(size));
    }
    throw new CorruptDocumentException("names no blob");
  }

  private static JsonArray stored(StoredBlob blob) {
    return new JsonArray(
        List.of(
            new JsonString(blob.key()),
            new JsonString(blob.sha256().equals(blob.key()) ? "" : blob.sha256()),
            new JsonNumber(blob.size())));
  }

  private static long count(String text) {
    if (!COUNT.matcher(text).matches()) {
      throw new CorruptDocumentException("holds no count where one must be");
    }
    return Long.parseLong(text);
  }

  Draft draft() {
    JsonObject document =
        JsonObject.of(ROW, row).with(EXPIRES_AT, new JsonString(Times.format(expiresAt)));
    if (!parts.isEmpty()) {
      SequencedMap<String, Json> sent = new LinkedHashMap<>();
      parts.forEach((number, blob) -> sent.put(number.toString(), stored(blob)));
      document = document.with(PARTS, new JsonObject(sent));
    }
    if (whole != null) {
      document = document.with(WHOLE, stored(whole));
    }
    if (lease != null) {
      document =
          document.with(
              LEASE,
              JsonObject.of(HOLDER, new JsonString(lease.holder()))
                  .with(UNTIL, new JsonString(Times.format(lease.until()))));
    }
    return Draft.of(owner(), Visibility.PRIVATE, Bytes.wrap(DocumentCodec.encode(document)));
  }

  public String id() {
    return Records.text(row, ID);
  }

  /** The project it belongs to. */
  public String owner() {
    return Records.text(row, OWNER);
  }

  /** The key it was created with. */
  public String author() {
    return Records.text(row, AUTHOR);
  }

  public String fileName() {
    return Records.text(row, FILE_NAME);
  }

  /** What the file is to be: {@code image}, or {@code asset} for whatever it is. */
  public String kind() {
    return Records.text(row, KIND);
  }

  /** What the sender says the file is; to be believed no further than its name. */
  public @Nullable String contentType() {
    return row.text(CONTENT_TYPE);
  }

  /** What is wanted of the asset; empty if nothing is. */
  public JsonObject assetOptions() {
    JsonObject options = row.object(ASSET_OPTIONS);
    return options == null ? JsonObject.EMPTY : options;
  }

  /**
   * Whether it is forgotten at an instant. What its client was told is complete never is before it
   * is settled, however long the server was away.
   */
  boolean isOver(Instant now) {
    return status() != UploadStatus.VALIDATING && expiresAt.isBefore(now);
  }

  public UploadStatus status() {
    return UploadStatus.of(row.text(STATUS));
  }

  /** The bytes the file has. */
  public long fileSize() {
    return number(FILE_SIZE);
  }

  /** The parts the file is sent in. */
  public int partsCount() {
    return (int) number(PARTS_COUNT);
  }

  private long number(String member) {
    return row.get(member) instanceof JsonNumber(String text) ? count(text) : count("");
  }

  /** The id the asset gets, chosen before it is made; null before that. */
  public @Nullable String assetId() {
    return row.text(ENTITY);
  }

  /** The blobs that must not be collected while this upload is there. */
  public List<StoredBlob> blobs() {
    List<StoredBlob> blobs = new ArrayList<>(parts.values());
    if (whole != null) {
      blobs.add(whole);
    }
    return blobs;
  }

  /** The bytes that have arrived. */
  long received() {
    return parts.values().stream().mapToLong(StoredBlob::size).sum();
  }

  /** The bytes that a part may have beside the others that are there. */
  long room(int number) {
    StoredBlob same = parts.get(number);
    return fileSize() - received() + (same == null ? 0 : same.size());
  }

  StoredUpload withPart(int number, StoredBlob blob) {
    SortedMap<Integer, StoredBlob> changed = new TreeMap<>(parts);
    changed.put(number, blob);
    return new StoredUpload(row, expiresAt, changed, whole, lease);
  }

  StoredUpload withWhole(StoredBlob blob) {
    return new StoredUpload(row, expiresAt, parts, blob, lease);
  }

  StoredUpload withLease(Lease taken) {
    return new StoredUpload(row, expiresAt, parts, whole, taken);
  }

  /** This upload about to become an asset. */
  StoredUpload validating(String assetId) {
    return withStatus(UploadStatus.VALIDATING, Map.of(ENTITY, assetId));
  }

  /** This upload as it is told of when the asset is there. */
  StoredUpload imported() {
    return withStatus(UploadStatus.IMPORTED, Map.of()).settled();
  }

  /** This upload, of which no asset is made. */
  StoredUpload failed(String why) {
    return withStatus(UploadStatus.FAILED, Map.of(ERROR, why)).settled();
  }

  private StoredUpload withStatus(UploadStatus status, Map<String, String> members) {
    JsonObject changed = row.with(STATUS, new JsonString(status.wireName()));
    for (Map.Entry<String, String> member : members.entrySet()) {
      changed = changed.with(member.getKey(), new JsonString(member.getValue()));
    }
    return new StoredUpload(changed, expiresAt, parts, whole, lease);
  }

  /** Without blobs: whoever needs them has named them. */
  private StoredUpload settled() {
    return new StoredUpload(row, expiresAt, new TreeMap<>(), null, null);
  }

  /** This upload after something was done with it. */
  StoredUpload touched(Instant now, Instant until) {
    return new StoredUpload(
        row.with(UPDATED_AT, new JsonString(Times.format(now))), until, parts, whole, lease);
  }
}
