package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.AssetQuery;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.index.IndexPage;
import dev.vitrine.index.Place;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.model.ModelId;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assets as callers see them: one, several by id, or page by page. */
public final class AssetReads {
  /** Most assets read by id at a time. */
  public static final int MOST_IDS = 200;

  /** Most assets of a page, and how many there are unless asked otherwise. */
  public static final int LARGEST_PAGE = 100;

  public static final int USUAL_PAGE = 50;

  private static final String ASSET_IDS = "assetIds";
  private static final int HASH_BYTES = 16;

  private final DocumentStore store;
  private final CatalogIndex index;
  private final AssetEdits edits;
  private final AssetRows rows;

  public AssetReads(DocumentStore store, CatalogIndex index, AssetEdits edits, AssetRows rows) {
    this.store = store;
    this.index = index;
    this.edits = edits;
    this.rows = rows;
  }

  /**
   * An asset as a caller sees it.
   *
   * @param etag names its revision and exactly this view of it
   */
  public record View(JsonObject asset, String etag) {}

  /**
   * One asset.
   *
   * @throws VitrineException NOT_FOUND
   */
  public View get(Caller caller, String id, boolean originals) {
    return view(edits.seen(caller, id), originals);
  }

  /** What a caller sees of what was stored just now. */
  public View view(AssetEdits.Stored stored, boolean originals) {
    JsonObject row = rows.shown(stored.asset(), originals);
    return new View(row, stored.revision() + "." + hash(JsonWriter.write(row)));
  }

  /** Takes the rows of several assets, one after the other; what it throws ends the read. */
  public interface Rows extends TreeRoom {
    /**
     * Takes one row.
     *
     * @param json given up by the caller
     */
    void row(byte[] json);
  }

  /**
   * Hands over several assets: each that the caller may see once, in the order in which they were
   * first named.
   *
   * @param body {@code assetIds}; none if it is absent
   * @throws VitrineException TOO_MANY_IDS, INVALID_PARAMETER
   */
  public void bulk(Caller caller, Parameters body, boolean originals, Rows found) {
    Set<String> ids = body.texts(ASSET_IDS, Integer.MAX_VALUE);
    if (ids == null) {
      return;
    }
    if (ids.size() > MOST_IDS) {
      throw new VitrineException(
          ErrorCode.TOO_MANY_IDS,
          "Too many assetIds provided in a single request",
          Map.of("limit", MOST_IDS, "received", ids.size()));
    }
    for (String id : ids) {
      if (!ModelId.isLegal(id)) {
        List<Json> sent = Objects.requireNonNull(body.members().array(ASSET_IDS)).elements();
        throw VitrineException.invalidElement(
            ASSET_IDS,
            sent.indexOf(new JsonString(id)),
            "must have 1 to " + ModelId.LONGEST + " characters");
      }
    }
    read(caller, List.copyOf(ids), originals, found);
  }

  /**
   * Hands over a page of a list, as far as the caller may see it at this moment.
   *
   * @return where the next one begins; null if nothing follows
   */
  public @Nullable Place page(
      Caller caller,
      AssetQuery query,
      @Nullable Place after,
      int size,
      boolean originals,
      Rows found) {
    IndexPage page = index.assets(query, after, size);
    read(caller, page.ids(), originals, found);
    return page.next();
  }

  /** One asset at a time is there as more than bytes. */
  private void read(Caller caller, List<String> ids, boolean originals, Rows found) {
    List<Key> keys = ids.stream().filter(Documents::isId).map(AssetEdits::key).toList();
    Documents.each(
        store,
        found,
        keys,
        document -> {
          AssetEdits.Stored stored = AssetEdits.seen(caller, document);
          if (stored != null) {
            found.row(JsonWriter.write(rows.shown(stored.asset(), originals)));
          }
        });
  }

  private static String hash(byte[] json) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
